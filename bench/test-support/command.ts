// Calls the command as a process of its own, for tests.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../conformance/run/package.ts';
import { isBuilt } from '../../bin/freshness.mjs';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export type Environment = Readonly<Record<string, string>>;

const ours = /^(CANVAS_|FUMAGE_|PORT$|HOST$|NODE_TEST)/;

const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));

/** What the package's command runs; asked once, since looking for newer sources takes as long as a short command. */
const program = join(packageRoot, isBuilt ? 'dist/bin/canvas-harness.cjs' : 'bin/canvas-harness.mjs');

/** A new folder in which commands run and leave their files. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'canvas-harness-'));

/** Starts the command in a folder. */
export const start = (
  folder: string,
  args: readonly string[],
  more: Environment = {},
): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...environment, ...more },
  });

/** Runs the command in a folder to its end. */
export const call = (folder: string, args: readonly string[], more: Environment = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = start(folder, args, more);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('close', (code) => resolve({ code, out, err }));
  });
