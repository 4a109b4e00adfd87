// Ids are found however they stand in a text, and nothing else is taken for one.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { anyId } from './ids.ts';

const hex = 'ee1c7803325b47b492008f3e7c9d7a3d';
const uuid = '621a66fc-9d5c-4de0-97fb-935d611ac176';

it('an id is found bare, in a reference, and behind an escape', () => {
  for (const id of [hex, uuid])
    for (const text of [id, `Patient/${id}`, `/Encounter?patient=Patient%2F${id}&_count=1`])
      assert.deepEqual(text.match(anyId), [id], text);
});

it('longer runs of hexadecimal digits are no ids', () => {
  assert.equal(`${hex}00`.match(anyId), null);
  assert.equal(`ab${hex}`.match(anyId), null);
});
