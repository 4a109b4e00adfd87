// What a run leaves behind: nothing open after its end or after kill -9, nothing of anybody else's touched, no secret.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { instance, patients, practitioners } from '../../fixtures/instance.ts';
import { Ledger } from '../../targets/live/index.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { call, newFolder, start, type Environment } from '../../bench/test-support/command.ts';
import { forward, serve, type Received, type TestServer } from '../../bench/test-support/server.ts';

const closers: (() => Promise<void>)[] = [];

after(async () => {
  for (const close of closers) await close();
});

const secret = 'a-secret/with+signs=4711';

interface Stage {
  readonly mock: Mock;
  readonly server: TestServer;
  readonly environment: Environment;
  readonly folder: string;
}

/** A mock behind a server that may hold an answer back: the request has had its effect, and nobody hears of it. */
const stage = async (
  isHeldBack: (method: string, url: string, creates: number) => boolean = () => false,
): Promise<Stage> => {
  const mock = await startMock({ records: instance, clients: { us: secret } });
  let creates = 0;
  const server = await serve(async (received) => {
    const { method, url } = received;
    if (method === 'POST' && url.startsWith('/Appointment')) creates += 1;
    const reply = await forward(mock.url, received);
    return isHeldBack(method, url, creates) ? undefined : reply;
  });
  closers.push(mock.close, server.close);
  const environment = { CANVAS_FHIR_BASE_URL: server.url, CANVAS_CLIENT_ID: 'us', CANVAS_CLIENT_SECRET: secret };
  return { mock, server, environment, folder: newFolder() };
};

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
}

const appointmentsOf = async ({ url }: Mock): Promise<readonly Shown[]> => {
  const answer = await fetch(`${url}/__admin/records/appointments?_limit=2000`);
  return (await answer.json()) as readonly Shown[];
};

/** An appointment of somebody else: on the run's patient, and with no mark or one that merely looks like the run's. */
const others = async ({ mock }: Stage, value?: string): Promise<string> => {
  const actor = (reference: string): object => ({ actor: { reference }, status: 'accepted' });
  const answer = await fetch(`${mock.url}/Appointment`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceType: 'Appointment',
      ...(value === undefined ? {} : { identifier: [{ use: 'usual', system: 'urn:canvas-harness:run', value }] }),
      start: '2040-03-04T15:00:00Z',
      end: '2040-03-04T15:30:00Z',
      participant: [actor(`Practitioner/${practitioners[0]?.id ?? ''}`), actor(`Patient/${patients[0]?.id ?? ''}`)],
    }),
  });
  return /Appointment\/([^/]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
};

const args = ['verify', '--rules', 'status,booking', '--level', 'full', '--max-creates', '60', '--quiet'];

/** Starts a run and kills its command once the server has seen so many creates. */
const killedAt = async (at: Stage, creates: number): Promise<void> => {
  const child = start(at.folder, args, at.environment);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const isCreate = ({ method, url }: Received): boolean => method === 'POST' && url === '/Appointment';
  await Promise.race([at.server.waitForRequests(creates, isCreate), closed]);
  child.kill('SIGKILL');
  await closed;
};

const openIn = (shown: readonly Shown[], but: string): readonly Shown[] =>
  shown.filter(
    ({ id, status }) => id !== but && status !== 'cancelled' && !instance.appointments.some((one) => one.id === id),
  );

describe('after kill -9, cleanup leaves nothing open and touches nothing else', () => {
  for (const [name, creates, isHeldBack] of [
    ['between two requests', 8, undefined],
    [
      'between a create and its answer',
      5,
      (method: string, url: string, count: number) => method === 'POST' && url === '/Appointment' && count >= 5,
    ],
  ] as const) {
    it(name, async () => {
      const at = await stage(isHeldBack);
      const before = await appointmentsOf(at.mock);
      const foreign = await others(at, 'ffffffffffffffff/1');
      await killedAt(at, creates);
      assert.ok(openIn(await appointmentsOf(at.mock), foreign).length > 0, 'the run leaves something open');
      const { code, out, err } = await call(at.folder, ['cleanup'], at.environment);
      assert.equal(code, 0, out + err);
      assert.match(out, /cleanup {5}run [0-9a-f]{16}: \d+ records? closed.*, nothing is open/);
      const after = await appointmentsOf(at.mock);
      assert.deepEqual(openIn(after, foreign), []);
      assert.notEqual(after.find(({ id }) => id === foreign)?.status, 'cancelled');
      for (const one of before)
        assert.deepEqual(
          after.find(({ id }) => id === one.id),
          one,
        );
      assert.match((await call(at.folder, ['cleanup'], at.environment)).out, /nothing to do/);
    });
  }

  it('with a ledger whose last line is torn', async () => {
    const at = await stage();
    await killedAt(at, 6);
    const ledger = join(at.folder, 'canvas-ledger.jsonl');
    const text = readFileSync(ledger, 'utf8').trimEnd();
    writeFileSync(ledger, text.slice(0, text.lastIndexOf('\n') + 12));
    assert.equal((await call(at.folder, ['cleanup'], at.environment)).code, 0);
    assert.deepEqual(openIn(await appointmentsOf(at.mock), ''), []);
  });
});

/** A killed run, with its ledger and the id that the ledger gives it. */
const interrupted = async () => {
  const at = await stage();
  await killedAt(at, 6);
  const file = join(at.folder, 'canvas-ledger.jsonl');
  const text = readFileSync(file, 'utf8');
  const run = /"run":"([0-9a-f]{16})"/.exec(text)?.[1] ?? '';
  return { at, file, text, run };
};

describe('cleanup says what it could not read', () => {
  const refused: readonly (readonly [string, readonly string[], string | undefined, RegExp])[] = [
    [
      'a mistyped ledger',
      ['--ledger', 'none.jsonl'],
      undefined,
      /cannot read the ledger .*none\.jsonl: there is no such/,
    ],
    [
      'a mistyped run',
      ['--run', 'feedfeedfeedfeed'],
      undefined,
      /records no run feedfeedfeedfeed; its runs: [0-9a-f]{16}/,
    ],
    ['an empty ledger', [], '', /records no run: it is empty/],
    ['a file that is not a ledger', [], '{"hello":1}\n', /records no run: line 1 is not a line of a ledger/],
    ['a file that is not JSON', [], 'date,who\n', /records no run: line 1 is not a line of a ledger/],
  ];
  for (const [name, more, text, said] of refused)
    it(`${name}: exit 2 and one line, nothing sent`, async () => {
      const at = await stage();
      const file = join(at.folder, 'canvas-ledger.jsonl');
      new Ledger(file).open('0123456789abcdef', at.server.url);
      if (text !== undefined) writeFileSync(file, text);
      const { code, out, err } = await call(at.folder, ['cleanup', ...more], at.environment);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, said);
      assert.match(err, /^canvas-harness: [^\n]+\n$/);
      assert.equal(at.server.received.length, 0);
    });

  it('a damaged line is named, and the rest is cleaned up', async () => {
    const { at, file, text } = await interrupted();
    writeFileSync(file, text.replace('\n', '\n#!garbage\n'));
    const { code, out } = await call(at.folder, ['cleanup'], at.environment);
    assert.equal(code, 2, out);
    assert.match(out, /unread {6}line 2 of \S+ is not a line of a ledger/);
    assert.deepEqual(openIn(await appointmentsOf(at.mock), ''), []);
    const again = await call(at.folder, ['cleanup'], at.environment);
    assert.equal(again.code, 2);
    assert.doesNotMatch(again.out, /nothing to do/);
  });

  for (const event of ['run', 'intent', 'created'])
    it(`a torn line costs that line only: ${event}`, async () => {
      const { at, file, text } = await interrupted();
      const line = text.split('\n').find((one) => one.startsWith(`{"event":"${event}"`)) ?? '';
      writeFileSync(file, text.replace(line, line.slice(0, 30)));
      const { code, out, err } = await call(at.folder, ['cleanup'], at.environment);
      assert.equal(code, 0, out + err);
      assert.match(out, /unread {6}line \d+ of \S+ is torn/);
      assert.deepEqual(openIn(await appointmentsOf(at.mock), ''), []);
    });

  it('a forged line closes nothing that bears no mark', async () => {
    const { at, file, run } = await interrupted();
    const foreign = await others(at);
    const [person] = patients;
    const lines = [
      ...[
        { type: 'Appointment', id: foreign },
        { type: 'Patient', id: person?.id },
      ].flatMap((one, n) => [
        { event: 'created', run, n: 900 + n, ...one },
        { event: 'sure', run, ...one },
      ]),
    ];
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { flag: 'a' });
    const before = await appointmentsOf(at.mock);
    const { code, out } = await call(at.folder, ['cleanup'], at.environment);
    assert.equal(code, 1, out);
    assert.match(out, new RegExp(`open +Appointment/${foreign}: it bears no mark`));
    assert.match(out, new RegExp(`open +Patient/${person?.id}: it bears no mark`));
    const puts = at.server.received.filter(({ method }) => method === 'PUT').map(({ url }) => url);
    assert.ok(!puts.some((url) => url.includes(foreign) || url.includes(person?.id ?? '?')), puts.join());
    const shown = await appointmentsOf(at.mock);
    assert.deepEqual(
      shown.find(({ id }) => id === foreign),
      before.find(({ id }) => id === foreign),
    );
    assert.deepEqual(openIn(shown, foreign), []);
  });
});

describe('a whole run', () => {
  it('marks everything, stays in its budget, cleans everything up, and leaves no secret in any file', async () => {
    const at = await stage();
    const { out } = await call(at.folder, [...args.slice(0, -2), '7', '--quiet'], at.environment);
    assert.match(out, /cleanup {5}run [0-9a-f]{16}: .*nothing is open/);
    const made = (await appointmentsOf(at.mock)).filter(
      ({ id }) => !instance.appointments.some((one) => one.id === id),
    );
    assert.ok(made.length > 0 && made.length <= 7, `${made.length} made`);
    for (const { status, identifiers } of made) {
      assert.equal(status, 'cancelled');
      assert.ok(
        identifiers.some(
          ({ system, value }) => system === 'urn:canvas-harness:run' && /^[0-9a-f]{16}\/\d+$/.test(value),
        ),
      );
    }
    const tokens = at.server.received.flatMap(
      ({ headers }) => /Bearer (\S{12,})/.exec(headers.authorization ?? '')?.[1] ?? [],
    );
    const kept = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      ...new Set(tokens),
    ];
    for (const name of readdirSync(at.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
      const text = readFileSync(join(name.parentPath, name.name), 'utf8');
      for (const one of kept) assert.ok(!text.includes(one), `${name.name} holds ${one}`);
    }
    assert.equal(at.server.received.filter(({ url }) => url === '/auth/token/').length, 1);
  });
});

describe('bad input ends with one line and sends nothing', () => {
  const cases: readonly (readonly [string, readonly string[], Environment, RegExp, number])[] = [
    [
      'an unwritable ledger',
      ['--ledger', '/proc/nowhere/l.jsonl'],
      {},
      /cannot write the ledger to \/proc\/nowhere/,
      5,
    ],
    [
      'a host that is not a sandbox',
      [],
      { CANVAS_FHIR_BASE_URL: 'https://fumage-acme.canvasmedical.com' },
      /does not look like a sandbox.*--allow-host fumage-acme/,
      6,
    ],
    ['a config of another edition', ['--config', 'other.json'], {}, /names an unknown edition \(2019-01-01\)/, 5],
    ['a config that is none', ['--config', 'none.json'], {}, /cannot be read/, 5],
  ];
  for (const [name, more, environment, said, code] of cases) {
    it(name, async () => {
      const at = await stage();
      writeFileSync(
        join(at.folder, 'other.json'),
        JSON.stringify({ format: 1, edition: '2019-01-01', baseUrl: at.server.url }),
      );
      writeFileSync(join(at.folder, 'none.json'), '{');
      const ended = await call(at.folder, ['verify', '--quiet', ...more], { ...at.environment, ...environment });
      assert.equal(ended.code, code, ended.err);
      assert.match(ended.err, said);
      assert.match(ended.err, /^canvas-harness: [^\n]+\n$/);
      assert.equal(at.server.received.length, 0);
    });
  }
});
