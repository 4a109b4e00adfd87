// How deep a text may be nested, whether it has many brackets or few.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTooDeep, maxLevels } from './json.ts';

const nested = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels);

const fitting: readonly string[] = [
  '',
  '{}',
  nested('[', ']', maxLevels),
  nested('{"a":', '}', maxLevels),
  nested('[{"a":', '}]', maxLevels / 2),
  `[${'[],'.repeat(maxLevels * 2)}{}]`,
  JSON.stringify(nested('[', ']', maxLevels * 2)),
  JSON.stringify(`"${nested('{', '}', maxLevels * 2)}`),
];

const tooDeep: readonly string[] = [
  nested('[', ']', maxLevels + 1),
  nested('{"a":', '}', maxLevels + 1),
  nested('[{"a":', '}]', maxLevels / 2 + 1),
  `${nested('[', ']', maxLevels)}${'['.repeat(maxLevels + 1)}`,
];

test('a text may be nested so deep, however many brackets it has, and no deeper', () => {
  for (const text of fitting) assert.equal(isTooDeep(text), false, text.slice(0, 40));
  for (const text of tooDeep) assert.equal(isTooDeep(text), true, text.slice(0, 40));
});
