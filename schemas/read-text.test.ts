// What is no regular file is not read: a pipe into which nobody writes, a device, a file without an end.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { largest, readBytes, readText } from './read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'canvas-harness-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('readText', { skip: process.platform === 'win32' }, () => {
  it('refuses what is no regular file', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const name of [pipe, '/dev/zero', '/dev/full'])
      assert.throws(() => readText(name), /^Error: it is no regular file$/);
    const huge = join(folder, 'huge');
    writeFileSync(huge, '');
    truncateSync(huge, 300_000_000);
    assert.throws(() => readText(huge), /it is larger than 256 MiB/);
    assert.throws(() => readBytes(huge, 280), /it is larger than 280 MiB/);
    assert.equal(readBytes(huge, largest).length, 300_000_000);
    assert.equal(readText('/dev/null'), '');
  });

  it('reads what the shell has opened for a command', () => {
    const program = `import('${new URL('./read-text.ts', import.meta.url).href}').then(({ readText }) => process.stdout.write(readText(process.argv[1])))`;
    const hooks = new URL('../scripts/ts-hooks.mjs', import.meta.url).href;
    const line = `"$0" --import '${hooks}' -e "$1" <(echo hello)`;
    assert.equal(execFileSync('bash', ['-c', line, process.execPath, program], { encoding: 'utf8' }), 'hello\n');
  });
});
