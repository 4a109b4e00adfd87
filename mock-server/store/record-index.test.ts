// The index against plain sets: ids that come and go, few and many under a key, in layers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Index } from './record-index.ts';

/** Writes by key and id: an id that is there goes, one that is not comes. */
const writes = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), id: fc.nat(80) }), {
  minLength: 1,
  maxLength: 400,
});

test('an index holds under each key what was added and not deleted, whatever lies below', () => {
  fc.assert(
    fc.property(writes, fc.nat(40), (steps, every) => {
      let index = new Index<string>();
      const model = new Map<string, Set<string>>();
      steps.forEach(({ key, id: number }, at) => {
        if (every > 0 && at % every === 0) index = new Index(index);
        const id = `id-${number}`;
        const ids = model.get(key) ?? new Set();
        model.set(key, ids);
        if (ids.delete(id)) index.delete(key, id);
        else {
          ids.add(id);
          index.add(key, id);
        }
        assert.equal(index.get(key).size, ids.size);
      });
      for (const [key, ids] of model) assert.deepEqual([...index.get(key)].sort(), [...ids].sort());
      const filled = [...model].filter(([, ids]) => ids.size > 0).map(([key]) => key);
      assert.deepEqual([...index.keys()].sort(), filled.sort());
    }),
  );
});

test('one of many is taken out, and the others keep their order', () => {
  const index = new Index<string>();
  const ids = Array.from({ length: 100 }, (_, n) => `id-${n}`);
  for (const id of ids) index.add('key', id);
  index.delete('key', 'id-40');
  index.add('key', 'id-40');
  assert.deepEqual([...index.get('key')], [...ids.filter((id) => id !== 'id-40'), 'id-40']);
});
