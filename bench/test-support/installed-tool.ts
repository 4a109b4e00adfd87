// Tools of the field that are too large to be dependencies: a test installs them into a folder that later runs find again.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end. Its code and all that it says come back. */
export const ran = (file: string, args: readonly string[], cwd: string): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(file, args, { cwd, maxBuffer: 1e8, shell: file === 'npm' }, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
      resolve({ code, output: out + err });
    });
  });

/** The folder in which the commands of a package stand; a text that says why where it cannot be had. */
export const installedTool = async (name: string, version: string): Promise<{ bin: string } | { missing: string }> => {
  const folder = join(tmpdir(), 'canvas-harness-tools', `${name.replaceAll('/', '+')}-${version}`);
  const bin = join(folder, 'node_modules', '.bin');
  const done = join(folder, 'installed');
  if (existsSync(done)) return { bin };
  mkdirSync(folder, { recursive: true });
  const flags = ['--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error'];
  const { code, output } = await ran('npm', ['install', ...flags, `${name}@${version}`], folder);
  if (code !== 0) return { missing: `${name} cannot be installed: ${output.split('\n')[0] ?? ''}` };
  writeFileSync(done, '');
  return { bin };
};
