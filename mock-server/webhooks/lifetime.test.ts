// How long receivers and deliveries live: through restarts, snapshots, resets and the end of the mock.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startReceiver } from '../../bench/test-support/receiver.ts';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock } from '../index.ts';

const book = (mock: Mock, world = 'default'): Promise<Response> =>
  fetch(`${mock.url}/Appointment`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${mock.token}`,
      'content-type': 'application/json',
      'x-mock-world': world,
    },
    body: JSON.stringify(canonicalAppointment()),
  });

test('a receiver that hangs or is not there costs no write, and nothing is left when the mock closes', async () => {
  const mock = await startMock({ records: instance });
  const receiver = await startReceiver();
  receiver.answerWith(undefined);
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const { port } = closed.address() as AddressInfo;
  closed.close();
  mock.webhooks().add({ url: receiver.url, timeoutMilliseconds: 60_000 });
  mock.webhooks().add({ url: `http://127.0.0.1:${port}/`, backoffMilliseconds: 60_000 });
  assert.equal((await book(mock)).status, 201);
  assert.equal((await book(mock)).status, 201);
  await mock.close();
  const { deliveries } = mock.webhooks();
  assert.deepEqual(new Set(deliveries().map(({ state }) => state)), new Set(['dropped']));
  assert.equal(deliveries()[0]?.reason, 'the mock was closed');
  receiver.close();
});

test('no connection outlives the mock: neither one that never gets to TLS, nor one whose answer does not end', async () => {
  const mock = await startMock({ records: instance });
  const silent = createServer().listen(0, '127.0.0.1');
  const endless = createServer((socket) => {
    const pour = (): void => {
      while (socket.writable && socket.write('a'.repeat(65_536)));
    };
    socket.on('error', () => undefined).on('drain', pour);
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      pour();
    });
  }).listen(0, '127.0.0.1');
  const reached = [silent, endless].map((server) => once(server, 'connection') as Promise<[Socket]>);
  for (const [server, scheme] of [
    [silent, 'https'],
    [endless, 'http'],
  ] as const) {
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    mock.webhooks().add({ url: `${scheme}://127.0.0.1:${port}/`, timeoutMilliseconds: 60_000 });
  }
  assert.equal((await book(mock)).status, 201);
  const sockets = (await Promise.all(reached)).map(([socket]) => socket.resume().on('error', () => undefined));
  // Whatever is not closed at once would be after ten seconds, when the connection is given up.
  const closed = sockets.map((socket) => once(socket, 'close', { signal: AbortSignal.timeout(5000) }));
  await mock.close();
  await Promise.all(closed);
  silent.close();
  endless.close();
});

test('an attempt that gets no answer in time is told as that', async (context) => {
  const mock = await startMock({ records: instance });
  const receiver = await startReceiver();
  context.after(async () => {
    await mock.close();
    receiver.close();
  });
  receiver.answerWith(undefined);
  mock.webhooks().add({ url: receiver.url, timeoutMilliseconds: 1000, backoffMilliseconds: 1 });
  await book(mock);
  await mock.webhooks().settled();
  const [delivery] = mock.webhooks().deliveries();
  assert.deepEqual(
    delivery?.attempts.map(({ status, error }) => status ?? error),
    ['no answer within 1000 ms', 204],
  );
  assert.equal(delivery.state, 'delivered');
});

test('receivers belong to their world, and survive a restart of a mock with a directory', async () => {
  const data = await mkdtemp(join(tmpdir(), 'webhooks-'));
  const receiver = await startReceiver();
  const first = await startMock({ records: instance, data });
  first.webhooks('alpha').add({ url: receiver.url, events: ['APPOINTMENT_CREATED'], secret: 'between us' });
  await first.close();
  const second = await startMock({ data });
  assert.deepEqual([second.webhooks().list().length, second.webhooks('alpha').list().length], [0, 1]);
  await book(second);
  await book(second, 'alpha');
  await second.webhooks('alpha').settled();
  assert.deepEqual(receiver.events(), ['CREATED']);
  await second.close();
  receiver.close();
  await rm(data, { recursive: true });
});

test('what waits survives a restart of a mock with a directory, and is delivered once', async () => {
  const data = await mkdtemp(join(tmpdir(), 'webhooks-'));
  const receiver = await startReceiver();
  const first = await startMock({ records: instance, data });
  first.world.clock.freeze(Date.UTC(2031, 0, 1));
  first.webhooks().add({ url: receiver.url });
  first.webhooks().faults.add({ kind: 'delayed', milliseconds: 60_000, count: 1 });
  await book(first);
  await first.close();
  assert.equal(receiver.arrived.length, 0);

  const second = await startMock({ data });
  const [waiting] = second.webhooks().deliveries();
  assert.deepEqual([waiting?.event, waiting?.state], ['APPOINTMENT_CREATED', 'waiting']);
  second.world.clock.freeze(Date.UTC(2031, 0, 1, 0, 2));
  await second.webhooks().settled();
  assert.deepEqual(receiver.events(), ['CREATED']);
  assert.equal(receiver.arrived[0]?.headers['webhook-id'], waiting?.eventId);
  await second.close();

  const third = await startMock({ data });
  await third.webhooks().settled();
  assert.equal(receiver.arrived.length, 1);
  await third.close();
  receiver.close();
  await rm(data, { recursive: true });
});

test('a snapshot keeps receivers; going back drops what waits, and a reset removes all', async () => {
  const mock = await startMock({ records: instance });
  const { world } = mock;
  const webhooks = mock.webhooks();
  const receiver = await startReceiver();
  const { id } = webhooks.add({ url: receiver.url });
  world.snapshots.save('one');
  webhooks.faults.add({ kind: 'delayed', milliseconds: 60_000 });
  await book(mock);
  webhooks.remove(id);
  assert.equal(webhooks.deliveries()[0]?.reason, 'its receiver was removed');
  world.snapshots.restore('one');
  await book(mock);
  assert.deepEqual([webhooks.list().length, webhooks.deliveries()[0]?.state], [1, 'waiting']);
  world.snapshots.restore('one');
  assert.equal(webhooks.deliveries()[0]?.reason, 'the world went back to an earlier moment');
  world.reset();
  assert.deepEqual(
    [webhooks.list(), webhooks.deliveries(), webhooks.faults.list()].map(({ length }) => length),
    [0, 0, 0],
  );
  assert.equal(receiver.arrived.length, 0);
  await mock.close();
  receiver.close();
});

test('the same seed lets the same deliveries go wrong', async () => {
  const receiver = await startReceiver();
  const run = async (): Promise<readonly string[]> => {
    const mock = await startMock({ records: instance, seed: 'again' });
    mock.webhooks().add({ url: receiver.url });
    for (const kind of ['lost', 'doubled'] as const) mock.webhooks().faults.add({ kind, share: 0.5 });
    for (let booked = 0; booked < 8; booked += 1) await book(mock);
    await mock.webhooks().settled();
    const states = mock
      .webhooks()
      .deliveries()
      .map(({ state, eventId }) => `${state} ${eventId}`);
    await mock.close();
    return states;
  };
  const [one, other] = [await run(), await run()];
  assert.deepEqual(one, other);
  assert.ok(one.some((state) => state.startsWith('lost')) && one.length > 8);
  receiver.close();
});
