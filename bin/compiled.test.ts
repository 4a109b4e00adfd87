// What V8 has compiled is kept beside the package, and never changes what a command does.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { packageRoot } from '../conformance/run/package.ts';

let home = '';
const cache = (): string => join(home, 'node_modules/.cache');
const folder = (): string => join(cache(), 'canvas-harness/compiled');
const files = (): readonly string[] => readdirSync(folder()).map((name) => join(folder(), name));
const timesOf = (): readonly number[] => files().map((file) => statSync(file).mtimeMs);

const args = ['bin/canvas-harness.mjs', 'rules', '--topic', 'status'];

const run = (environment: Readonly<Record<string, string>> = {}): string => {
  const options = { cwd: home, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', ...environment } } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, args, options);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  return stdout;
};

/** An installed package has dist, and no sources. */
beforeEach(() => {
  if (home !== '') rmSync(home, { recursive: true });
  home = mkdtempSync(join(tmpdir(), 'canvas-harness-'));
  for (const name of ['bin/canvas-harness.mjs', 'bin/compiled.mjs', 'bin/freshness.mjs', 'dist', 'package.json'])
    cpSync(join(packageRoot, name), join(home, name), {
      recursive: true,
      filter: (path) => !path.endsWith('prebuilds'),
    });
});

describe('what was compiled of dist', () => {
  it('is kept by one run and used by the next, which says the same', () => {
    const said = run();
    assert.match(said, /entered-in-error-is-not-accepted/);
    assert.ok(files().length > 2);
    for (let again = 0; again < 2; again += 1) assert.equal(run(), said);
    const before = timesOf();
    assert.equal(run(), said);
    assert.deepEqual(timesOf(), before);
  });

  it('is made anew where it is damaged', () => {
    const said = run();
    const [good, damages] = [files().length, ['', 'x', 'no code of V8']];
    for (const damage of damages) {
      for (const file of files()) writeFileSync(file, damage);
      assert.equal(run(), said);
    }
    for (const file of files()) writeFileSync(file, readFileSync(file).subarray(0, 200));
    assert.equal(run(), said);
    assert.equal(files().length, good);
  });

  it('never stands for a text that was changed since', () => {
    const said = run();
    const chunks = join(home, 'dist/chunks');
    const read = (name: string): string => readFileSync(join(chunks, name), 'utf8');
    for (const name of readdirSync(chunks).filter((one) => read(one).includes('is not accepted')))
      writeFileSync(join(chunks, name), read(name).replaceAll('is not accepted', 'is NOT accepted'));
    assert.notEqual(run(), said);
    assert.match(run(), /is NOT accepted/);
  });

  it('is kept nowhere where the folder cannot be made, or where it is not wanted', () => {
    const said = run({ NODE_DISABLE_COMPILE_CACHE: '1' });
    assert.throws(() => readdirSync(cache()));
    mkdirSync(join(home, 'node_modules'));
    writeFileSync(cache(), 'a file, no folder');
    assert.equal(run(), said);
  });
});
