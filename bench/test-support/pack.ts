// The package as it is published, for tests: packed from a copy of the sources.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { published, root } from '../../scripts/rooms.mjs';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a program in a folder to its end. */
export const run = (command: string, args: readonly string[], cwd: string): Promise<Ended> => {
  // What runs this test must not decide how the program behaves.
  const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env: { ...env, CI: 'true' }, maxBuffer: 1 << 26 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: out + err });
    });
  });
};

const entries = [
  ...['package.json', 'LICENSE', 'tsconfig.json', 'tsconfig.build.json', 'README.md', 'CHANGELOG.md', 'cucumber.js'],
  ...[...published, 'scripts', 'features', 'docs'],
];

const left = /^(node_modules|dist|reports|\.git|coverage)$/;

/** Packs the package into a folder and gives the path of the tarball. What others run from dist is not built anew. */
export const pack = async (folder: string): Promise<string> => {
  const stage = join(folder, 'stage');
  mkdirSync(stage);
  for (const entry of entries)
    cpSync(join(root, entry), join(stage, entry), {
      recursive: true,
      filter: (source) => !left.test(source.slice(root.length)),
    });
  symlinkSync(join(root, 'node_modules'), join(stage, 'node_modules'));
  const packed = await run('npm', ['pack', '--pack-destination', folder, '--silent'], stage);
  assert.equal(packed.code, 0, packed.output);
  return join(folder, packed.output.trim().split('\n').at(-1) ?? '');
};
