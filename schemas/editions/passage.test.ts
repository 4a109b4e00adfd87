// The passages of a page, and the checksums by which the rules of the seed are bound to its sentences.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { definingPage } from './documents.ts';
import { passagesOf, sumOf } from './passage.ts';
import { ruleIds, ruleOf, type RuleId } from '../rules/index.ts';

const page = [
  '---',
  'title: Kettle',
  'blocks:',
  '  - name: lid',
  '    description: >-',
  '      The **lid** keeps `steam` in. It *must* be closed!<br><br>**1.**Lift it by the [knob](/api/knob/#lift<br>).<br>',
  '      **2.** Put it back,',
  '      gently. • Red lids • Blue lids',
  '    endpoints: [boil, pour]',
  '---',
  '<div id="kettle">',
  '{% tab kettle 200 %}',
  '```json',
  '{',
  '    "Lid":   "open",',
  '  "note": "Hot. Very hot."',
  '}',
  '```',
  '{% endtab %}',
  'Pour {%include x%}slowly. ![steam](/steam.png){:width="80%"}',
  '</div>',
].join('\n');

describe('passagesOf', () => {
  const passages = passagesOf(page);

  test('prose is split at breaks, bullets and the ends of sentences', () => {
    assert.deepEqual(passages.slice(0, 10), [
      'kettle',
      'lid',
      'the lid keeps steam in.',
      'it must be closed!',
      'lift it by the knob.',
      'put it back, gently.',
      'red lids',
      'blue lids',
      '[boil, pour]',
      '"lid": "open"',
    ]);
  });

  test('an example is split into its lines, whatever they hold', () => {
    assert.deepEqual(passages.slice(9, 11), ['"lid": "open"', '"note": "hot. very hot."']);
  });

  test('what the templates of the page add is not a passage', () => {
    assert.deepEqual(passages.slice(11), ['pour slowly.']);
  });

  test('layout, emphasis, letter case and the targets of links do not count', () => {
    const again = page
      .replace('**lid**', 'LID')
      .replace('Put it back,\n      gently', 'Put it back, gently')
      .replace('/api/knob/#lift<br>', '/elsewhere')
      .replace('"Lid":   "open"', '"Lid": "open"');
    assert.notEqual(again, page);
    assert.deepEqual(passagesOf(again), passages);
  });

  test('a page without front matter or with nothing in it', () => {
    assert.deepEqual(passagesOf('One. Two.\n\nThree'), ['one.', 'two.', 'three']);
    assert.deepEqual(passagesOf(''), []);
  });
});

test('a sum is sixteen hexadecimal digits, another for another passage', () => {
  assert.match(sumOf('the lid is closed.'), /^[0-9a-f]{16}$/);
  assert.equal(sumOf('the lid is closed.'), sumOf('the lid is closed.'));
  assert.notEqual(sumOf('the lid is closed.'), sumOf('the lid is open.'));
});

const seedRules = ruleIds.filter((id) => ruleOf(id).source.document === definingPage);

test('every rule that names the seed has the sum of a passage', () => {
  for (const id of seedRules) assert.match(ruleOf(id).source.sum ?? '', /^[0-9a-f]{16}$/, id);
});

const seed = new URL('../../../shared/seed/appointment.md', import.meta.url);
const skip = existsSync(seed) ? false : 'the seed does not lie beside this checkout';

describe('the seed', { skip }, () => {
  const text = skip === false ? readFileSync(seed, 'utf8') : '';

  /** The rules whose passage a text no longer holds. */
  const lost = (changed: string): readonly RuleId[] => {
    const sums = new Set(passagesOf(changed).map(sumOf));
    return seedRules.filter((id) => !sums.has(ruleOf(id).source.sum ?? ''));
  };

  test('every rule that names it is found in it', () => {
    assert.deepEqual(lost(text), []);
  });

  test('another layout loses none', () => {
    assert.deepEqual(lost(text.replaceAll('**', '').replaceAll('<br>', '<br/>').replace(/,$/gm, ', ')), []);
  });

  // A few words of each sentence, whose change has to be noticed for these rules and no others.
  const changes: readonly (readonly [words: string, rules: readonly RuleId[]])[] = [
    ['to Canvas Bot by default', ['participant/blank-practitioner']],
    ['noshow, checked-in', ['status/update-sets-status']],
    ['if and only if', ['identifier/expired-survive']],
    ['in the reasonCode list', ['reason-code/first-only']],
    ['cannot be changed to', ['status/cancelled-update-is-refused', 'status/cancelled-is-final']],
    ['one coding', ['appointment-type/one-coding', 'appointment-type/snomed-or-internal']],
    ['is no longer available', ['booking/double-booking-refused']],
    ['"display": "Telemedicine"', ['appointment-type/canvas-display']],
    ['"relation": "first"', ['searchset/links']],
    ['Authorization failed', ['access/scope-required']],
  ];

  for (const [words, rules] of changes)
    test(`without "${words}" ${rules.join(' and ')} must be looked at again`, () => {
      assert.ok(text.includes(words));
      assert.deepEqual(lost(text.replaceAll(words, 'otherwise')), rules);
    });
});
