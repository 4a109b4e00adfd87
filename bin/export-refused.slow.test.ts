// canvas-harness export says in one line what it cannot do.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { call, newFolder } from '../bench/test-support/command.ts';

const folder = newFolder();

it('export bruno leaves a folder alone that is not empty', async () => {
  writeFileSync(join(folder, 'own.txt'), '');
  const { code, err } = await call(folder, ['export', 'bruno', '--out', '.']);
  assert.deepEqual([code, err], [2, 'canvas-harness: cannot write .: the folder is not empty\n']);
  assert.ok(!existsSync(join(folder, 'bruno.json')));
});

// Node's own way of making folders in one step never returns there.
it('export bruno and mock say at once that a folder below /proc cannot be made', async () => {
  const [collection, data] = [
    await call(folder, ['export', 'bruno', '--out', '/proc/none/collection']),
    await call(folder, ['mock', '--port', '0', '--data', '/proc/none/data']),
  ];
  assert.deepEqual([collection.code, data.code], [2, 5]);
  assert.match(collection.err, /^canvas-harness: cannot write \/proc\/none\/collection: [^\n]+\n$/);
  assert.match(data.err, /^canvas-harness: the data directory \/proc\/none\/data cannot be made: [^\n]+\n$/);
});

const misuse: readonly (readonly [readonly string[], RegExp])[] = [
  [['swagger'], /'swagger' is invalid.*Allowed choices are openapi, types/],
  [[], /missing required argument 'format'/],
  [['openapi', '--edition', '1999-01-01'], /Allowed choices are 2024-01-16/],
  [
    ['openapi', '--out', 'no/such/folder.json'],
    /^canvas-harness: cannot write no\/such\/folder\.json: there is no such file or folder\n$/,
  ],
  [['bruno'], /^canvas-harness: a Bruno collection is a folder: name one with --out <folder>\n$/],
  [['types', '--out', '.'], /^canvas-harness: cannot write \.: it is a folder\n$/],
];

describe('export called wrongly exits with 2 and one clear line', { concurrency: 2 }, () => {
  for (const [args, expected] of misuse)
    it(['export', ...args].join(' '), async () => {
      const { code, out, err } = await call(folder, ['export', ...args]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, expected);
    });
});
