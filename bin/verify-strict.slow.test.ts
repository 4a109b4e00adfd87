// verify --strict: a refusal has to come in the words of the page, to the letter.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { call } from '../bench/test-support/command.ts';
import type { Reply } from '../bench/test-support/server.ts';
import { verifyAgainst } from '../bench/test-support/verify-against.ts';

const rule = 'access/token-required';

/** A mock whose refusal has a sign more than the page. */
const changeAnswer = (reply: Reply): Reply => {
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  return { ...reply, body: text.replaceAll('Authentication failed', 'Authentication failed!') };
};

it('counts a refusal that is worded otherwise in the first line, and holds it to be verified', async () => {
  const { out, code, verdictOn } = await verifyAgainst({ changeAnswer }, rule);
  assert.deepEqual([code, verdictOn(rule)], [0, 'reworded'], out);
  assert.match(out, /^.*\(\d+ refusals? worded otherwise\)/);
});

it('is a violation under --strict, also when the recorded answers are judged again', async () => {
  const { out, code, verdict, verdictOn, folder } = await verifyAgainst({ changeAnswer, args: ['--strict'] }, rule);
  assert.deepEqual([code, verdictOn(rule), verdict.strict], [1, 'violated', true], out);
  assert.match(out, /held to: the documented words, to the letter/);
  const again = await call(folder, ['recheck', 'out']);
  assert.equal(again.code, 0, again.out + again.err);
});
