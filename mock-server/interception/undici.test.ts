// undici's own functions meet a canvas by the global dispatcher; what goes past it is stopped before it is sent.
import assert from 'node:assert/strict';
import { Readable, Writable } from 'node:stream';
import { afterEach, describe, test } from 'node:test';
import undici7 from 'undici';
import undici6 from 'undici6';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { mockCanvas, type MockedCanvas } from '../nock.ts';

const opened: MockedCanvas[] = [];
const openCanvas = (options: Parameters<typeof mockCanvas>[0] = {}): MockedCanvas => {
  const canvas = mockCanvas({ records: instance, ...options });
  opened.push(canvas);
  return canvas;
};

const closeAll = async (): Promise<void> => {
  for (const canvas of opened.splice(0)) await canvas.close();
};
afterEach(closeAll);

const headersOf = ({ token }: MockedCanvas): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
});

const body = JSON.stringify(canonicalAppointment());

/** The same functions with types that hold for both versions. */
const versions = { 'undici 7': undici7, 'undici 6': undici6 as unknown as typeof undici7 };

for (const [title, undici] of Object.entries(versions))
  describe(title, () => {
    test('request: a create, a read of its location, a search with repeated parameters', async () => {
      const canvas = openCanvas();
      const headers = headersOf(canvas);
      const created = await undici.request(`${canvas.url}/Appointment`, { method: 'POST', headers, body });
      assert.deepEqual([created.statusCode, await created.body.text()], [201, 'null']);
      const location = String(created.headers['location']);
      assert.match(location, /^https:\/\/fumage-example\.canvasmedical\.com\/Appointment\/[\w-]{36}/);
      const read = await undici.request(location.replace('/_history/1', ''), { headers });
      assert.equal(((await read.body.json()) as { status: string }).status, 'proposed');
      const query = { date: ['ge2031-03-04', 'lt2031-03-05'] };
      const found = await undici.request(`${canvas.url}/Appointment`, { headers, query });
      const bundle = (await found.body.json()) as { total: number; link: { url: string }[] };
      assert.equal(bundle.total, 1);
      assert.match(bundle.link[0]?.url ?? '', /ge2031-03-04.*lt2031-03-05/);
    });

    test('fetch, with a refusal and a token of the EHR host', async () => {
      const canvas = openCanvas({ clients: { me: 'secret' } });
      const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'me', client_secret: 'secret' });
      const granted = await undici.fetch(`${canvas.ehrUrl}/auth/token/`, { method: 'POST', body: form });
      const { access_token: token } = (await granted.json()) as { access_token: string };
      const headers = { ...headersOf(canvas), authorization: `Bearer ${token}` };
      const created = await undici.fetch(`${canvas.url}/Appointment`, { method: 'POST', headers, body });
      assert.deepEqual([created.status, await created.text()], [201, 'null']);
      const refused = await undici.fetch(`${canvas.url}/Appointment`, { method: 'POST', headers, body: '{' });
      const outcome = (await refused.json()) as { resourceType: string };
      assert.deepEqual([refused.status, outcome.resourceType], [400, 'OperationOutcome']);
    });

    test('bodies and headers in other forms', async () => {
      const canvas = openCanvas();
      const named = headersOf(canvas);
      const forms = [
        [Buffer.from(body), named],
        [Readable.from([body.slice(0, 9), body.slice(9)]), Object.entries(named).flat()],
        [new Blob([body]), new Headers(named)],
      ] as const;
      for (const [form, headers] of forms) {
        const options = { method: 'POST', headers, body: form } as unknown as Parameters<typeof undici.request>[1];
        const answer = await undici.request(`${canvas.url}/Appointment`, options);
        assert.equal(answer.statusCode, 201, await answer.body.text());
      }
      const stranger = await undici.request(`${canvas.url}/Appointment`);
      assert.equal(stranger.statusCode, 401);
      await stranger.body.dump();
      const head = await undici.request(`${canvas.url}/Appointment`, { method: 'HEAD', headers: named });
      assert.equal(await head.body.text(), '');
      const streamed: string[] = [];
      const sink = new Writable({
        write: (chunk, _encoding, done) => {
          streamed.push(String(chunk));
          done();
        },
      });
      await undici.stream(`${canvas.url}/metadata`, { method: 'GET' }, () => sink);
      assert.match(streamed.join(''), /CapabilityStatement/);
    });

    test('a request that is aborted meanwhile', async () => {
      const canvas = openCanvas({ delay: 60_000 });
      const abort = new AbortController();
      const waiting = undici.request(`${canvas.url}/metadata`, { signal: abort.signal });
      abort.abort(new Error('enough'));
      await assert.rejects(waiting, /enough|abort/i);
    });

    test('an interceptor before the global dispatcher', async () => {
      const canvas = openCanvas();
      const dispatcher = undici
        .getGlobalDispatcher()
        .compose((dispatch) => (options, handler) => dispatch(options, handler));
      const answer = await undici.request(`${canvas.url}/Appointment`, { dispatcher, headers: headersOf(canvas) });
      assert.equal(answer.statusCode, 200);
      await answer.body.dump();
    });

    test('a dispatcher of its own is stopped, in words, and no other host is', async () => {
      const canvas = openCanvas();
      const agent = new undici.Agent();
      const client = new undici.Client(canvas.url);
      const said = /a request to https:\/\/fumage-example\.canvasmedical\.com was stopped/;
      await assert.rejects(undici.request(`${canvas.url}/Appointment`, { dispatcher: agent }), said);
      await assert.rejects(client.request({ path: '/Appointment', method: 'GET' }), said);
      const fetched = undici.fetch(`${canvas.ehrUrl}/auth/token/`, { dispatcher: agent });
      await assert.rejects(fetched, ({ cause }: Error) => String(cause).includes('was stopped'));
      await assert.rejects(undici.request('http://127.0.0.1:9/', { dispatcher: agent }), /ECONNREFUSED/);
      await assert.rejects(undici.request('http://127.0.0.1:9/'), /ECONNREFUSED/);
      await Promise.all([agent.destroy(), client.destroy()]);
    });

    test("the caller's MockAgent answers for its own hosts, and stands again afterwards", async () => {
      const before = undici.getGlobalDispatcher();
      const agent = new undici.MockAgent();
      agent.disableNetConnect();
      agent.get('https://elsewhere.example').intercept({ path: '/a' }).reply(200, 'own');
      undici.setGlobalDispatcher(agent);
      try {
        const canvas = openCanvas();
        const answer = await undici.request(`${canvas.url}/metadata`);
        assert.equal(answer.statusCode, 200);
        await answer.body.dump();
        const own = await undici.request('https://elsewhere.example/a');
        assert.equal(await own.body.text(), 'own');
        await closeAll();
        assert.equal(undici.getGlobalDispatcher(), agent);
        await assert.rejects(undici.request(`${canvas.url}/metadata`), /not match|net.?connect/i);
      } finally {
        undici.setGlobalDispatcher(before);
      }
    });
  });

test('several canvases: the last of a host answers, the first again when it is closed', async () => {
  const outer = openCanvas();
  const headers = headersOf(outer);
  await undici7.request(`${outer.url}/Appointment`, { method: 'POST', headers, body });
  const totalOf = async (): Promise<number> => {
    const answer = await undici7.request(`${outer.url}/Appointment`, { headers });
    return ((await answer.body.json()) as { total: number }).total;
  };
  const inner = mockCanvas({ records: instance });
  assert.equal(await totalOf(), 0);
  await inner.close();
  assert.equal(await totalOf(), 1);
});
