// examine --run --shard: the parts of an examination, merged, are the whole.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { call, newFolder } from '../bench/test-support/command.ts';
import type { VerdictDocument } from '../conformance/verdict/index.ts';

const verdictsIn = (folder: string): readonly string[] => {
  const { rules } = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8')) as VerdictDocument;
  return rules.map(({ id, verdict }) => `${id} ${verdict}`);
};

describe('examine --run --shard', () => {
  it('judges a part of the worlds; merge and recheck make a whole of the parts', async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, 'client.mjs'),
      `const { CANVAS_FHIR_BASE_URL: base, CANVAS_ACCESS_TOKEN: token } = process.env;
       await fetch(base + '/Appointment?_count=5', { headers: { authorization: 'Bearer ' + token } });`,
    );
    const examine = (...args: readonly string[]) =>
      call(folder, ['examine', '--run', 'node client.mjs', '--obligations', 'paging,failures', ...args]);
    await examine('--out', 'whole');
    await examine('--out', 'one', '--shard', '1/2');
    await examine('--out', 'two', '--shard', '2/2');
    await call(folder, ['merge', 'two', 'one', '--out', 'merged']);
    assert.deepEqual(verdictsIn(join(folder, 'merged')), verdictsIn(join(folder, 'whole')));
    for (const out of ['one', 'merged']) {
      const again = await call(folder, ['recheck', out]);
      assert.equal(again.code, 0, again.out + again.err);
    }
  });
});
