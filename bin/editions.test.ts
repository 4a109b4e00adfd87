// canvas-harness editions as its users meet it: real processes, their exit codes, and what they print.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { call, newFolder, start } from '../bench/test-support/command.ts';
import { editions } from '../schemas/editions/editions.ts';

const folder = newFolder();
writeFileSync(join(folder, 'text.json'), 'no JSON');

interface Started {
  readonly url: string;
}

describe('editions', { concurrency: 2 }, () => {
  it('lists every edition, oldest first', async () => {
    const { code, out } = await call(folder, ['editions']);
    assert.equal(code, 0);
    assert.deepEqual(out.match(/^\S+/gm), [...editions]);
    assert.match(out, /default\n(.|\n)*latest\n$/);
  });

  it('compares two, latest being the newest', async () => {
    const { code, out } = await call(folder, ['editions', 'diff', editions[0], 'latest', '--format', 'json']);
    assert.equal(code, 0);
    assert.equal((JSON.parse(out) as { to: string }).to, editions.at(-1));
  });

  const misuse: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['diff', editions[0], '2020-01-01'], 2, /Allowed choices are 2024-01-16/],
    [['diff', editions[0]], 2, /missing required argument 'to'/],
    [['detect', 'ftp://nowhere'], 2, /no http or https address/],
    [['detect', 'https://fumage-acme.canvasmedical.com'], 6, /does not look like a sandbox.*--allow-host fumage-acme/],
    [['detect', 'http://127.0.0.1:1'], 3, /No answer from GET/],
    [['check', 'none.md'], 2, /cannot read none\.md: there is no such file/],
    [['upgrade', '--journal', 'none.json'], 2, /cannot read none\.json: there is no such file/],
    [['upgrade', '--journal', 'text.json'], 2, /text\.json is not a journal: /],
  ];
  for (const [args, expected, words] of misuse)
    it(`${args.join(' ')} ends in ${expected} and one clear line`, async () => {
      const { code, out, err } = await call(folder, ['editions', ...args]);
      assert.deepEqual([code, out], [expected, '']);
      assert.match(err.split('\n')[0] ?? '', words);
    });

  it('tells the edition of a mock, and what an upgrade means for what it was asked', async () => {
    const mock = start(folder, ['mock', '--port', '0', '--json', '--edition', 'latest', '--validation', 'framework']);
    const lines = createInterface(mock.stdout);
    const [line = ''] = await new Promise<string[]>((resolve) => lines.once('line', (text) => resolve([text])));
    const { url } = JSON.parse(line) as Started;
    try {
      const detected = await call(folder, ['editions', 'detect', url]);
      assert.equal(detected.code, 0, detected.out + detected.err);
      assert.match(detected.out, new RegExp(`behaves like the edition of ${editions.at(-1)}`));
      const upgraded = await call(folder, ['editions', 'upgrade', '--journal', url, '--to', 'latest', '--json']);
      assert.ok([0, 1].includes(upgraded.code ?? -1), upgraded.err);
      assert.ok((JSON.parse(upgraded.out) as { requests: number }).requests > 0);
    } finally {
      mock.kill('SIGKILL');
      lines.close();
    }
  });
});
