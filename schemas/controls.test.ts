// What is shown of a text that others wrote: nothing in it hides, controls a terminal or ends a line of a CI log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownJson, withoutControls, withoutControlsButColours } from './controls.ts';

test('what a server says does not control the terminal', () => {
  assert.equal(withoutControls('a\u001b[31mb\u0007\u009b0m\tc\r'), 'a\\u001b[31mb\\u0007\\u009b0m\tc\\u000d');
  assert.equal(withoutControls('no\u202e 0 \u2066x\u2069\u2028'), 'no\\u202e 0 \\u2066x\\u2069\\u2028');
});

test('nothing in it is hidden, reads in another order or piles up, and what people write stays', () => {
  for (const hidden of ['\u061c', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202e', '\u2060'])
    assert.equal(withoutControls(`a${hidden}b`), `a\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}b`);
  for (const hidden of [
    '\u00ad',
    '\u034f',
    '\u180e',
    '\u2066',
    '\u2069',
    '\u206f',
    '\u3164',
    '\ufe0f',
    '\ufeff',
    '\ufffa',
  ])
    assert.equal(withoutControls(`a${hidden}b`), `a\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}b`);
  assert.equal(withoutControls('a\u{e0041}'), 'a\\udb40\\udc41');
  assert.equal(withoutControls(`a${'\u0301'.repeat(6)}b`), `a${'\u0301'.repeat(4)}\\u0301\\u0301b`);
  for (const text of ['שִׁלּוֹם', 'مُحَمَّد', 'Việt', '👩‍👩‍👧', '👩🏽‍🚀', '❤️‍🔥', '1️⃣', '🇮🇱', 'नमस्ते'])
    assert.equal(withoutControls(text), text);
  const value = { text: `a\u202e\u{e0041}${'\u0301'.repeat(9)}` };
  assert.deepEqual(JSON.parse(shownJson(value)), value);
});

test('nor the log of a CI job, and JSON keeps its value', () => {
  assert.equal(
    withoutControls('a ::b\n::error::c\n\t::d\n##[e]##vso[f]## g'),
    'a ::b\n: :error::c\n\t: :d\n# #[e]# #vso[f]## g',
  );
  const value = { text: 'a\u009b1m\u001b\u202e##[x]\u0000' };
  const json = shownJson(value, 2);
  assert.deepEqual(JSON.parse(json), value);
  assert.equal(withoutControls(json), json);
  assert.equal(withoutControlsButColours('\u001b[31ma\u001b[0m\u001b[2J'), '\u001b[31ma\u001b[0m\\u001b[2J');
});
