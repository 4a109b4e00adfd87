// A request that a server alone leaves unanswered is told from a network that fails.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { NoAnswer, OwnSilence, sendWithin } from '../send.ts';
import { sendOrOwnSilence } from './own-silence.ts';

/** Milliseconds after which a request counts as not answered; what is to be answered has to come within them. */
const patience = 1000;

type Answers = (request: IncomingMessage, response: ServerResponse, count: number) => unknown;

/** What comes of a request for a record to a server that answers so, and how many such requests it got. */
const outcomeOf = async (answers: Answers, mayRepeat = true, method = 'POST'): Promise<readonly [string, number]> => {
  let count = 0;
  const server = createServer((request, response) => {
    if (request.url === '/record') count += 1;
    answers(request, response, count);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = sendWithin(patience);
  const isAlive = (): Promise<boolean> =>
    send(new Request(url)).then(
      () => true,
      () => false,
    );
  try {
    const asking = { send, isAlive, mayRepeat: () => mayRepeat };
    const { status } = await sendOrOwnSilence(new Request(`${url}/record`, { method }), asking);
    return [String(status), count];
  } catch (error) {
    return [
      error instanceof OwnSilence ? 'own silence' : error instanceof NoAnswer ? 'no answer' : String(error),
      count,
    ];
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const hanging: Answers = ({ url }, response) => url !== '/record' && response.end();
const resetting: Answers = ({ method, socket }, response) => (method === 'GET' ? response.end() : socket.destroy());

test('a request that hangs or is broken off twice, while another is answered, is the server’s own fault', async () => {
  const outcomes = await Promise.all([hanging, resetting].map((answers) => outcomeOf(answers)));
  assert.deepEqual(outcomes, [
    ['own silence', 2],
    ['own silence', 2],
  ]);
});

test('a request that is answered the second time, or a server that answers nothing, is nobody’s', async () => {
  // Broken off and not hanging: how long the second answer takes on a busy machine decides nothing then.
  const once: Answers = ({ url, socket }, response, count) =>
    url === '/record' && count === 1 ? socket.destroy() : response.end();
  assert.deepEqual(await outcomeOf(once), ['no answer', 2]);
  assert.deepEqual(await outcomeOf(() => undefined), ['no answer', 1]);
});

test('a request that is broken off twice as every so many are, whatever they ask for, is nobody’s', async () => {
  const everyNth = (period: number): Answers => {
    let all = period - 1;
    return ({ socket }, response) => (++all % period === 0 ? socket.destroy() : response.end());
  };
  const outcomes = await Promise.all([2, 3, 4].map((period) => outcomeOf(everyNth(period))));
  assert.deepEqual(
    outcomes.map(([outcome]) => outcome),
    ['no answer', 'no answer', 'no answer'],
  );
});

test('what has no room in the budget is not sent again, and what is answered is sent once', async () => {
  assert.deepEqual(await outcomeOf(hanging, false), ['no answer', 1]);
  assert.deepEqual(await outcomeOf(hanging, false, 'GET'), ['own silence', 2]);
  assert.deepEqual(await outcomeOf((_request, response) => response.end()), ['200', 1]);
});
