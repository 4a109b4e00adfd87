// The proxy between an application and a server in another process: what passes, what is predicted, what surprises.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http, { createServer, type IncomingMessage, type RequestListener, type RequestOptions } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'node:test';
import { Client } from 'fhir-kit-client';
import { locations, patients, practitioners } from '../../fixtures/instance.ts';
import { startMock } from '../../mock-server/index.ts';
import { call, newFolder, start } from '../../bench/test-support/command.ts';
import { startChildServer, urlFrom } from '../../bench/test-support/child-server.ts';
import { silentOptions } from '../../bench/test-support/silent-proxy.ts';
import { liveBase, startProxy, type Proxy } from './proxy.ts';
import type { Summary, Surprise } from './observer.ts';

const token = 'canvas-development-token';

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' } as const;

const [ann, pat, clinic] = [practitioners[0]?.id ?? '', patients[0]?.id ?? '', locations[0]?.id ?? ''];

const body = (members: object = {}): object => ({
  resourceType: 'Appointment',
  status: 'proposed',
  appointmentType: { coding: [{ system: 'http://snomed.info/sct', code: '448337001' }] },
  reasonCode: [{ text: 'Sore knee after the marathon' }],
  supportingInformation: [{ reference: `Location/${clinic}` }],
  start: '2031-03-04T15:00:00Z',
  end: '2031-03-04T15:30:00Z',
  participant: [
    { actor: { reference: `Practitioner/${ann}` }, status: 'accepted' },
    { actor: { reference: `Patient/${pat}` }, status: 'accepted' },
  ],
  ...members,
});

const identifier = (value: string): object => ({
  identifier: [{ use: 'usual', system: 'urn:test', value, period: { start: '2020-01-01', end: '2099-12-31' } }],
});

const send = async (url: string, method: string, sent?: object): Promise<Response> =>
  fetch(url, { method, headers, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }) });

const created = async (base: string, members: object = {}): Promise<string> => {
  const answer = await send(`${base}/Appointment`, 'POST', body(members));
  assert.equal(answer.status, 201, await answer.text());
  return /Appointment\/([^/]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
};

/** The requests of an application: it looks people up, books, changes, searches, cancels, and is refused. */
const walk = async (base: string): Promise<void> => {
  const client = new Client({ baseUrl: base, customHeaders: { authorization: `Bearer ${token}` } });
  await client.search({ resourceType: 'Practitioner', searchParams: {} });
  await client.search({ resourceType: 'Patient', searchParams: { name: 'Castaneda' } });
  const id = await created(base, identifier('one'));
  await client.read({ resourceType: 'Appointment', id });
  await send(`${base}/Appointment/${id}`, 'PUT', body({ status: 'checked-in', ...identifier('two') }));
  await client.read({ resourceType: 'Appointment', id });
  for (let day = 10; day < 22; day++)
    await created(base, { start: `2031-03-${day}T15:00:00Z`, end: `2031-03-${day}T15:30:00Z` });
  await client.search({ resourceType: 'Appointment', searchParams: { patient: `Patient/${pat}`, _count: 5 } });
  await client.search({ resourceType: 'Appointment', searchParams: { date: '2031-03-04' } });
  await send(
    `${base}/Appointment`,
    'POST',
    body({ appointmentType: { coding: [{ system: 'INTERNAL', code: 'no' }] } }),
  );
  await send(`${base}/Appointment/${id}`, 'PUT', body({ status: 'cancelled' }));
  await client.read({ resourceType: 'Appointment', id });
};

interface Watched {
  readonly code: number | null;
  readonly surprises: readonly Surprise[];
  readonly summary: Summary;
  readonly text: string;
}

/** Puts the command between an application and a mock in another process. */
const watched = async (
  live: string,
  act: (base: string) => Promise<void>,
  ...args: readonly string[]
): Promise<Watched> => {
  const child = start(newFolder(), ['proxy', '--to', live, '--port', '0', '--json', ...args]);
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const url = await urlFrom(child);
  try {
    await act(url);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    const lines = text.split('\n').filter((line) => line.startsWith('{'));
    const [, ...rest] = lines.map((line) => JSON.parse(line) as Surprise & { summary?: Summary });
    const summary = rest.at(-1)?.summary;
    assert.ok(summary, text);
    return { code, summary, surprises: rest.slice(0, -1), text };
  } finally {
    child.kill('SIGKILL');
  }
};

describe('the observer', () => {
  it('is not surprised by a mock like ours, and predicts every answer about appointments', async () => {
    const live = await startChildServer('deviating', {});
    const { code, surprises, summary } = await watched(live.url, walk);
    live.child.kill();
    assert.deepEqual([code, surprises, summary.byRule], [0, [], {}]);
    assert.deepEqual(summary.notPredictable, { 'only appointments are predicted': 2 });
    assert.equal(summary.predicted, summary.exchanges - 2);
  });

  it('names each fault of a deviating server by its rule, and writes down nobody', async () => {
    const log = join(newFolder(), 'surprises.jsonl');
    const live = await startChildServer('deviating', {
      without: ['identifier/list-replaces-current', 'searchset/next-link', 'reason-code/description-mirrors-text'],
      outcomes: { 'appointment-type/must-exist': { text: 'No such type' } },
      settings: { roomedStatus: 'check-in' },
    });
    const act = async (base: string): Promise<void> => {
      await walk(base);
      // Somebody else changes an appointment: a surprise once, and from then on it is so.
      const id = await created(base, { start: '2031-05-04T15:00:00Z', end: '2031-05-04T15:30:00Z' });
      await send(`${live.url}/Appointment/${id}`, 'PUT', body({ status: 'arrived' }));
      await send(`${base}/Appointment/${id}`, 'GET');
      await send(`${base}/Appointment/${id}`, 'GET');
    };
    const { code, summary, text } = await watched(live.url, act, '--log', log);
    live.child.kill();
    assert.equal(code, 1);
    const logged = readFileSync(log, 'utf8');
    const lines = logged
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Surprise);
    for (const rule of [
      'identifier/list-replaces-current',
      'searchset/next-link',
      'appointment-type/must-exist',
      'status/roomed-reads-as-written',
      'reason-code/description-mirrors-text',
    ]) {
      assert.ok(
        lines.some((line) => line.rule === rule),
        `${rule} among ${Object.keys(summary.byRule).join(', ')}`,
      );
      assert.match(text, new RegExp(`^surprise .*${rule}`, 'm'));
    }
    assert.equal(lines.length, summary.surprises);
    const { at = '', method, path, expected, actual } = lines.find(({ difference }) => difference === 'status') ?? {};
    assert.match(at, /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual([method, expected, actual], ['GET', 'checked-in', 'check-in']);
    assert.match(path ?? '', /^\/Appointment\/[0-9a-f-]{36}$/);
    assert.equal(lines.filter((line) => line.difference === 'status' && line.actual === 'arrived').length, 1);
    for (const secret of [token, 'Castaneda', 'Emilia', 'Sore knee', '1984-05-17'])
      assert.ok(!`${logged}${text}`.includes(secret), secret);
  });

  it('says in one line what is wrong with how it is called', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const to = 'http://127.0.0.1:1';
    const wrong = { doubleBooking: 'never' } as never;
    await assert.rejects(startProxy({ ...silentOptions(to), mock: { settings: wrong } }), /^Stop: .*doubleBooking/);
    await assert.rejects(startProxy({ ...silentOptions(to), log: '/no/such/folder/x' }), /^Stop: cannot write the log/);
    await assert.rejects(startProxy({ ...silentOptions(to), port }), /^Stop: cannot listen on 127\.0\.0\.1/);
    assert.throws(() => liveBase('http://user:secret@127.0.0.1:1'), /^Stop: --to is a base URL: without a user/);
    const { code, err } = await call(newFolder(), ['proxy', '--to', 'fumage']);
    assert.equal(code, 2);
    assert.match(err, /^canvas-harness: fumage is not an http or https address; [^\n]+\n$/);
    const itself = await call(newFolder(), ['proxy', '--to', 'http://localhost:4996', '--port', '4996']);
    assert.deepEqual(
      [itself.code, /^canvas-harness: --to [^\n]+ is the proxy itself[^\n]*\n$/.test(itself.err)],
      [2, true],
    );
    other.close();
  });
});

/** A proxy in this process. */
const proxyTo = async (to: string, said: string[] = [], surprises: Surprise[] = []): Promise<Proxy> =>
  startProxy({
    ...silentOptions(to),
    say: (line) => void said.push(line),
    onSurprise: (surprise) => void surprises.push(surprise),
  });

describe('the observer beside the traffic', () => {
  it('is not surprised where many applications write at the same time', async () => {
    const live = await startMock();
    const surprises: Surprise[] = [];
    const proxy = await proxyTo(live.url, [], surprises);
    await Promise.all(
      Array.from({ length: 12 }, async (_none, position) => {
        const day = `2031-04-${String(position + 10)}`;
        const times = { start: `${day}T15:00:00Z`, end: `${day}T15:30:00Z` };
        const id = await created(proxy.url, times);
        await send(`${proxy.url}/Appointment?date=${day}`, 'GET');
        await send(`${proxy.url}/Appointment/${id}`, 'PUT', body({ ...times, status: 'booked' }));
        await send(`${proxy.url}/Appointment/${id}`, 'GET');
        await Promise.all([
          send(`${proxy.url}/Appointment/${id}`, 'PUT', body({ ...times, status: 'arrived' })),
          send(`${proxy.url}/Appointment/${id}`, 'PUT', body({ ...times, status: 'pending' })),
          send(`${proxy.url}/Appointment/${id}`, 'GET'),
        ]);
        await send(`${proxy.url}/Appointment/${id}`, 'GET');
      }),
    );
    const summary = await proxy.close();
    await live.close();
    assert.deepEqual(surprises, []);
    assert.equal(summary.exchanges, 96);
    assert.ok(summary.predicted >= 24, JSON.stringify(summary));
  });

  it('holds a live side to the version of the framework that it is told of', async () => {
    const live = await startMock({ validation: 'framework', framework: '3.0' });
    const surprisesUnder = async (framework: '1.5' | '3.0'): Promise<number> => {
      const proxy = await startProxy({ ...silentOptions(live.url), mock: { validation: 'framework', framework } });
      await send(`${proxy.url}/Appointment`, 'POST', { ...body(), comment: 7 });
      return (await proxy.close()).surprises;
    };
    assert.deepEqual([await surprisesUnder('3.0'), await surprisesUnder('1.5')], [0, 1]);
    await live.close();
  });

  it('calls what was never seen not predictable, and learns from it', async () => {
    const live = await startMock();
    const id = await created(live.url, identifier('one'));
    const proxy = await proxyTo(live.url);
    await send(`${proxy.url}/Appointment/${id}`, 'GET');
    await send(`${proxy.url}/Appointment/${id}`, 'PUT', body({ status: 'booked' }));
    await send(`${proxy.url}/Appointment/${id}`, 'GET');
    const other = await created(live.url);
    await send(`${proxy.url}/Appointment/${other}`, 'PUT', body({ status: 'booked' }));
    const { summary } = { summary: await proxy.close() };
    await live.close();
    assert.deepEqual(summary.notPredictable, { 'the appointment was not seen before': 2 });
    assert.deepEqual([summary.predicted, summary.surprises], [2, 0]);
  });
});

interface Raw {
  readonly status: number | undefined;
  readonly message: string | undefined;
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly isComplete: boolean;
}

const received = async (answer: IncomingMessage): Promise<Raw> => {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => answer.once('close', resolve));
  return {
    status: answer.statusCode,
    message: answer.statusMessage,
    headers: answer.rawHeaders,
    body: Buffer.concat(chunks),
    isComplete: answer.complete,
  };
};

/** Sends a request by node:http, so that every byte of the answer is seen. */
const raw = (base: string, path: string, options: RequestOptions = {}, sent?: Buffer): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const request = http.request(`${base}${path}`, { agent: false, ...options }, (answer) => {
      answer.on('error', () => undefined);
      void received(answer).then(resolve, reject);
    });
    request.on('error', reject);
    request.end(sent);
  });

const big = Buffer.alloc(5_000_000, 'canvas ');
const packed = gzipSync('{"resourceType":"Bundle"}');
const binary = Buffer.from([0, 255, 254, 13, 10, 0, 128]);

const answers: Readonly<Record<string, RequestListener>> = {
  '/cookies': (_request, response) => {
    response.writeHead(200, 'Quite Fine', [
      'Set-Cookie',
      'a=1',
      'X-Odd-CASE',
      'x',
      'Set-Cookie',
      'b=2',
      'Content-Length',
      '2',
    ]);
    response.end('ok');
  },
  '/gzip': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
  '/binary': (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(binary),
  '/nothing': (_request, response) => response.writeHead(204).end(),
  '/elsewhere': (_request, response) => response.writeHead(307, { location: 'https://other.example/x' }).end(),
  '/same': (_request, response) => response.writeHead(304, { etag: '"1"' }).end(),
  '/big': (_request, response) => response.end(big),
  '/broken': (_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    setImmediate(() => response.destroy());
  },
  '/echo': (request, response) => {
    response.writeHead(200, { 'x-method': request.method, 'x-host': request.headers.host, 'x-path': request.url });
    request.pipe(response);
  },
};

describe('what the proxy passes on', () => {
  const said: string[] = [];
  const live = createServer((request, response) => {
    const answer = answers[(request.url ?? '').split('?')[0] ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  let [direct, through] = ['', ''];
  let proxy: Proxy | undefined;

  before(async () => {
    await once(live.listen(0, '127.0.0.1'), 'listening');
    direct = `http://127.0.0.1:${(live.address() as AddressInfo).port}`;
    proxy = await proxyTo(direct, said);
    through = proxy.url;
  });
  after(async () => {
    await proxy?.close();
    live.close();
  });

  /** The headers of the message, without those of the connection and the date. */
  const message = ({ headers: all }: Raw): string =>
    all
      .join('\n')
      .replace(/^(Date|Connection|Keep-Alive|Transfer-Encoding)\n.*\n?/gim, '')
      .trimEnd();

  for (const path of Object.keys(answers).filter((one) => !['/broken', '/echo'].includes(one)))
    for (const method of ['GET', 'HEAD'])
      it(`gives ${method} ${path} as it is`, async () => {
        const [one, other] = [await raw(direct, path, { method }), await raw(through, path, { method })];
        assert.deepEqual([other.status, other.message], [one.status, one.message]);
        assert.equal(message(other), message(one));
        const sum = ({ body: bytes }: Raw): string => createHash('sha256').update(bytes).digest('hex');
        assert.equal(sum(other), sum(one));
      });

  it('sends on what was sent: method, path, host of the live side, bytes of any kind and number', async () => {
    for (const sent of [binary, big]) {
      const echo = await raw(
        through,
        '/echo?a=%2F&b',
        { method: 'PATCH', headers: { 'transfer-encoding': 'chunked' } },
        sent,
      );
      assert.ok(echo.body.equals(sent));
      const text = echo.headers.join('\n');
      assert.match(text, /x-method\nPATCH/);
      assert.match(text, new RegExp(`x-host\n${direct.slice('http://'.length)}`));
      assert.match(text, /x-path\n\/echo\?a=%2F&b/);
    }
  });

  it('streams: the first part of an answer comes before the last is sent', async () => {
    const request = http.request(`${through}/echo`, { method: 'POST', agent: false });
    request.write('first');
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const [part] = (await once(answer, 'data')) as [Buffer];
    assert.equal(part.toString(), 'first');
    request.end('last');
    const [last] = (await once(answer, 'data')) as [Buffer];
    assert.equal(last.toString(), 'last');
  });

  it('breaks off where the live side does, says so in a line, and lives on', async () => {
    const { isComplete } = await raw(through, '/broken?name=Castaneda');
    assert.equal(isComplete, false);
    assert.deepEqual(said.splice(0), ['no answer   GET /broken?name=…: it broke off in the middle of its answer']);
    assert.equal((await raw(through, '/nothing')).status, 204);
  });

  it('answers 502 with an OperationOutcome where no server answers, and 400 to a client that takes it for an HTTP proxy', async () => {
    const lines: string[] = [];
    const alone = await proxyTo('http://127.0.0.1:1', lines);
    const answer = await raw(alone.url, '/Appointment/x');
    assert.equal(answer.status, 502);
    const outcome = JSON.parse(answer.body.toString()) as {
      resourceType: string;
      issue: { details: { text: string } }[];
    };
    assert.equal(outcome.resourceType, 'OperationOutcome');
    assert.match(outcome.issue[0]?.details.text ?? '', /ECONNREFUSED.*http:\/\/127\.0\.0\.1:1/);
    assert.deepEqual(lines, ['no answer   GET /Appointment/x: ECONNREFUSED']);
    const socket = connect(Number(new URL(alone.url).port), '127.0.0.1');
    socket.write('GET http://other.example/ HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n');
    const [text] = (await once(socket, 'data')) as [Buffer];
    assert.match(text.toString(), /^HTTP\/1\.1 400 [^]*base URL/);
    await alone.close();
  });
});
