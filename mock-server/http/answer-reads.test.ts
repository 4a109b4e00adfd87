// Reads and searches that are answered ahead of Fastify: which these are, and that nobody can tell.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { instance, locations, patients, practitioners } from '../../fixtures/instance.ts';
import { blankRecord } from '../domain/record-draft.ts';
import { assembleMock, developmentToken, type MockOptions } from '../index.ts';

const id = '00000000-0000-4000-8000-000000000001';
const patient = patients[0]?.id ?? '';
const now = Date.UTC(2031, 0, 1);
const record = {
  ...blankRecord({ id, stored: undefined, now }),
  ...{ noteType: 'office-visit', start: now, durationMinutes: 30, patient },
  practitioner: practitioners[0]?.id ?? '',
  location: locations[0]?.id ?? null,
};
const records = {
  ...instance,
  appointments: [record, { ...record, id: id.replace(/1$/, '2'), start: now + 3_600_000 }],
};

type Headers = Readonly<Record<string, string>>;

/** A mock on a port, and how many requests Fastify has seen. */
const listening = async (t: TestContext, options: MockOptions = {}) => {
  const { app, world } = assembleMock({ records, seed: 'straight', ...options });
  let seen = 0;
  app.addHook('onRequest', (_request, _reply, done) => {
    seen += 1;
    done();
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => app.close());
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const ask = (path: string, headers: Headers = {}, method = 'GET') =>
    fetch(url + path, { method, headers: { authorization: `Bearer ${developmentToken}`, ...headers } });
  /** Whether Fastify sees a request. */
  const isSeen = async (...request: Parameters<typeof ask>): Promise<boolean> => {
    const before = seen;
    await (await ask(...request)).arrayBuffer();
    return seen > before;
  };
  return { app, world, url, ask, isSeen };
};

const straight: readonly string[] = [
  `/Appointment/${id}`,
  '/Appointment/unknown',
  `/Appointment/${id}?_format=json`,
  '/Appointment',
  `/Appointment?patient=Patient/${patient}&_count=2&foo=%C3%A4`,
  '/Appointment?date=nonsense',
  '/Patient?name=a',
  `/Patient/${patient}`,
  '/Slot?schedule=nobody',
];

const byFastify: readonly (readonly [path: string, headers?: Headers, method?: string])[] = [
  ['/metadata'],
  ['/Appointment/'],
  [`//Appointment/${id}`],
  ['/Appointment/a%20b'],
  ['/Slot/1'],
  ['/Nothing/1'],
  [`/Appointment/${id}`, {}, 'HEAD'],
  ['/Appointment', {}, 'OPTIONS'],
  [`/Appointment/${id}`, { 'x-mock-world': 'another' }],
];

test('reads and searches by GET are answered ahead of Fastify, everything else is not', async (t) => {
  const { isSeen } = await listening(t);
  for (const path of straight) assert.equal(await isSeen(path), false, path);
  for (const request of byFastify) assert.equal(await isSeen(...request), true, JSON.stringify(request));
  assert.equal(await isSeen(`/Appointment/${id}`, { 'x-mock-world': 'another' }), false, 'a world that is there');
});

test('what a fault or a breakpoint may hit goes through Fastify', async (t) => {
  const { world, ask, isSeen } = await listening(t);
  world.faults.add({ kind: 'error', status: 503, count: 1 });
  assert.equal((await ask('/Appointment')).status, 503);
  world.faults.clear();
  assert.equal(await isSeen('/Appointment'), false);
  world.breakpoints.add({ at: 'before-judge', path: '/Patient' });
  assert.equal(await isSeen('/Appointment'), true);
});

const altering: readonly MockOptions[] = [
  { delay: 1 },
  { cors: '*' },
  { validation: 'framework' },
  { alteration: { answer: (answer) => answer } },
  { alteration: { url: (url) => url } },
];

test('a mock that delays, alters, shares or validates as the framework does leaves all to Fastify', async (t) => {
  for (const options of altering)
    assert.equal(await (await listening(t, options)).isSeen('/Appointment'), true, JSON.stringify(options));
});

const senders: readonly Headers[] = [
  {},
  { authorization: '' },
  { authorization: 'Bearer wrong' },
  { 'x-mock-world': 'a b' },
  { 'x-mock-world': 'new' },
  { 'content-type': 'none' },
];

test('headers, bodies and what the journal keeps are what Fastify makes of them', async (t) => {
  const [ahead, fastify] = [await listening(t), await listening(t, { alteration: { url: (url) => url } })];
  const told = async ({ ask }: typeof ahead, path: string, headers: Headers) => {
    const answer = await ask(path, headers);
    const text = await answer.text();
    const sent = [...answer.headers].filter(([name]) => name !== 'date');
    const entry = await (await ask(answer.headers.get('x-mock-explain') ?? '')).json();
    const { request, response, rules, path: asked, refusedBy } = entry as Record<string, unknown>;
    const { body } = request as Record<string, unknown>;
    return { status: answer.status, sent, text, body, response, rules, asked, refusedBy };
  };
  for (const path of straight)
    for (const headers of senders)
      assert.deepEqual(await told(ahead, path, headers), await told(fastify, path, headers), path);
});

test('what throws is answered 500, as everywhere', async (t) => {
  const { world, ask } = await listening(t);
  const log = t.mock.method(console, 'error', () => undefined);
  t.mock.method(world, 'store', () => {
    throw new Error('a bug');
  });
  assert.equal((await ask(`/Appointment/${id}`)).status, 500);
  assert.equal(log.mock.callCount(), 1);
});
