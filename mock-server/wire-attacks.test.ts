// Attacks over a real connection: queues, two readings of one text, conversions, depths and bytes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import { startMock, type Mock } from './index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ sample: true });
});
after(() => mock.close());

const call = (
  method: string,
  path: string,
  body?: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });

test('reads that are reset keep nobody from the records', { timeout: 120_000 }, async () => {
  const { port, hostname } = new URL(mock.url);
  const reads = Array.from({ length: 60 }, async () => {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write('GET /__admin/records/appointments HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', () =>
      socket.resetAndDestroy(),
    );
    await once(socket, 'close');
  });
  await Promise.all(reads);
  assert.equal((await call('GET', '/__admin/records/patients')).status, 200);
});

test('a reader that reads nothing keeps nobody from the records', { timeout: 120_000 }, async () => {
  const { port, hostname } = new URL(mock.url);
  const socket = connect(Number(port), hostname).pause();
  await once(socket, 'connect');
  const request = 'GET /__admin/records/db HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
  await new Promise((resolve) => socket.write(request.repeat(50), resolve));
  assert.equal((await call('GET', '/__admin/records/patients')).status, 200);
  socket.destroy();
});

test('json-server reads no query that was not read before', async () => {
  for (const query of [
    '_sort[]=id',
    'q[a]=1',
    'given_like[]=a',
    '_page[$gt]=1',
    'callback=x',
    'q=1&q=2',
    '_sort=a&_sort=b',
  ]) {
    const answer = await call('GET', `/__admin/records/patients?${query}`);
    assert.equal(answer.status, 400, query);
    assert.doesNotMatch(await answer.text(), /node_modules|at /);
  }
  const method = { 'x-http-method-override': 'DELETE' };
  const [{ id }] = (await (await call('GET', '/__admin/records/patients?_sort=id&_limit=1')).json()) as [
    { id: string },
  ];
  assert.equal((await call('GET', `/__admin/records/patients/${id}`, undefined, method)).status, 200);
});

const patientToken = async (patient: string): Promise<string> => {
  const form = `grant_type=client_credentials&client_id=c&client_secret=s&patient=${patient}&scope=patient/*.*`;
  const answer = await call('POST', '/auth/token/', form, { 'content-type': 'application/x-www-form-urlencoded' });
  return ((await answer.json()) as { access_token: string }).access_token;
};

test("a patient's token writes for no other patient, however the reference is written", async () => {
  const [own, other] = [...mock.world.store().patients.values()].map(({ id }) => id);
  const authorization = `Bearer ${await patientToken(own ?? '')}`;
  const { participant = [], ...rest } = canonicalAppointment();
  const practitioner = participant[0];
  for (const reference of [`Patient/${other}/_history/1`, `http://a.example/Patient/${other}`, `Patient/${other}`]) {
    const body = { ...rest, participant: [practitioner, { actor: { reference }, status: 'accepted' }] };
    const answer = await call('POST', '/Appointment', JSON.stringify(body), { authorization });
    assert.equal(answer.status, 403, `${reference}: ${await answer.text()}`);
  }
  for (const reference of [{ toString: 1, valueOf: 1 }, 1, null, []]) {
    const body = { ...rest, participant: [practitioner, null, { actor: { reference } }, { actor: reference }] };
    const answer = await call('POST', '/Appointment', JSON.stringify(body), { authorization });
    assert.ok(answer.status >= 400 && answer.status < 500, `${JSON.stringify(reference)}: ${answer.status}`);
  }
  assert.equal((await call('GET', '/Appointment?identifier=x', undefined, { authorization })).status, 200);
});

test('a resourceType that cannot become a text is refused', async () => {
  const answer = await call('POST', '/Appointment', '{"resourceType":{"toString":1,"valueOf":1}}');
  assert.equal(answer.status, 400);
  const explanation = await fetch(mock.url + (answer.headers.get('x-mock-explain') ?? ''));
  assert.equal(explanation.status, 200);
});

test('a body with objects in the place of texts, and texts in the place of objects, is explained', async () => {
  const odd = { toString: 1, valueOf: 1 };
  for (const members of [
    { name: [null] },
    { participant: [null, { actor: null }, { actor: 'x' }, { actor: { reference: odd } }] },
    { supportingInformation: [{ reference: odd }, null, { reference: 'Location/none' }] },
    { supportingInformation: [{ reference: odd }, { reference: 'Appointment/none' }] },
    { appointmentType: [], identifier: [{ system: odd, value: 'x', use: odd }] },
    { appointmentType: { coding: [null, odd] }, reasonCode: [{ coding: [null, { code: odd }] }] },
    { reasonCode: [{ coding: [null, { system: 'INTERNAL', code: 'none' }] }] },
  ])
    for (const path of ['/Appointment', '/Patient']) {
      const answer = await call(
        'POST',
        path,
        JSON.stringify({ ...canonicalAppointment(), ...members, resourceType: path.slice(1) }),
      );
      assert.ok(answer.status < 500, JSON.stringify(members));
      const explanation = await fetch(mock.url + (answer.headers.get('x-mock-explain') ?? ''));
      assert.equal(explanation.status, 200, JSON.stringify(members));
    }
});

test('names that every object has are no parameters, methods, types or words of ours', async () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'valueOf'])
    for (const [method, path] of [
      ['GET', `/Appointment?${name}=x&date=${name}2031&status=${name}&_sort=${name}`],
      ['GET', `/Appointment?${name}=x`],
      ['GET', `/Patient?birthdate=${name}&_sort=-${name}`],
      ['GET', `/${name}/x`],
      ['PUT', `/${name}`],
      ['GET', `/Slot?schedule=${name}&start=${name}`],
    ] as const) {
      const answer = await call(method, path);
      assert.ok(answer.status < 500, path);
      const explanation = await fetch(mock.url + (answer.headers.get('x-mock-explain') ?? ''));
      assert.equal(explanation.status, 200, path);
    }
});

test('an action or a member of a record that is an object is refused in words', async () => {
  const odd = { toString: 1, valueOf: 1 };
  for (const [path, body] of [
    ['/__admin/actions', { action: odd }],
    ['/__admin/records/appointments', { noteType: odd }],
    ['/__admin/records/locations', { number: odd }],
    ['/__admin/records/noteTypes', { system: odd, code: odd }],
    ['/__admin/records/patients', { id: odd }],
    ['/__admin/faults', { kind: odd, path: odd }],
    ['/__admin/worlds', { name: odd }],
  ] as const)
    assert.equal((await call('POST', path, JSON.stringify(body))).status, 400, path);
});

test(
  'what is nested deeply is refused at the door, and open brackets are explained in no time',
  { timeout: 120_000 },
  async () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    for (const path of ['/Appointment', '/__admin/requests/find', '/__admin/requests/count'])
      assert.equal((await call('POST', path, `{"body":${deep}}`)).status, 400, path);
    const answer = await call('POST', '/Appointment', `{"a":"${'['.repeat(20_000)}`);
    assert.equal((await fetch(mock.url + (answer.headers.get('x-mock-explain') ?? ''))).status, 200);
    const open = await call('POST', '/Appointment', '['.repeat(20_000));
    assert.equal(open.status, 400);
  },
);

test('bytes that are not UTF-8 are refused by name, a byte order mark is passed over', async () => {
  const text = JSON.stringify({ ...canonicalAppointment(), comment: 'Caf' });
  for (const [bytes, problem, headers] of [
    [Buffer.from(text.replace('Caf', 'Caf\u00e9'), 'latin1'), /not UTF-8/, {}],
    [Buffer.from(`\ufeff${text}`, 'utf16le'), /UTF-16/, {}],
    [gzipSync(text), /Content-Encoding gzip/, { 'content-encoding': 'gzip' }],
  ] as const) {
    const answer = await call('POST', '/Appointment', bytes, headers);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), problem);
  }
  assert.equal((await call('POST', '/Appointment', `\ufeff${text}`)).status, 201);
});

test('no picture on a page of another site reaches the admin surface; no address of a client is a script', async () => {
  const embedded = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
  const request = new Request(`${mock.url}/__admin/requests`, { headers: embedded });
  assert.equal((await mock.fetch(request)).status, 403);
  const uri = encodeURIComponent('java\nscript:alert(1)');
  const path = `/auth/authorize/?response_type=code&client_id=c&redirect_uri=${uri}`;
  assert.equal((await fetch(mock.url + path, { redirect: 'manual' })).status, 400);
});

test('no secret of a request comes back in its explanation or the journal', async () => {
  const secret = 'hunter-2-hunter-2';
  const headers = { 'x-auth-token': secret, referer: `https://me:${secret}@app.example/?code=${secret}` };
  for (const [method, path, body] of [
    ['GET', `/Appointment?access%5Ftoken=${secret}&_sort=none`],
    ['POST', `/Appointment?clientSecret=${secret}`, `{"clientSecret": "${secret}"}`],
    ['POST', '/Appointment/_search', `client%5Fsecret=${secret}`],
    ['POST', '/auth/token/', `grant_type=authorization_code&client_id=c&client_secret=x&code=${secret}`],
  ] as const) {
    const answer = await call(method, path, body, headers);
    const explanation = await fetch(mock.url + (answer.headers.get('x-mock-explain') ?? ''));
    assert.equal(explanation.status, 200);
    assert.ok(!(await explanation.text()).includes(secret), path);
  }
  assert.ok(!(await (await fetch(`${mock.url}/__admin/requests`)).text()).includes(secret));
});
