// Servers for tests in processes of their own: each is told in JSON what it is, and says its address in one line.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../conformance/run/package.ts';

export interface ChildServer {
  readonly child: ChildProcess;
  readonly url: string;
}

/** The address that a process says when it is ready. */
export const urlFrom = async (child: ChildProcess): Promise<string> => {
  const [line] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  return (JSON.parse(line.toString()) as { url: string }).url;
};

const scripts = { deviating: './deviating.ts', faulty: '../faults/faulty.ts' } as const;

/** Starts a server: a mock that deviates, or one with faults before it. */
export const startChildServer = async (
  name: keyof typeof scripts,
  ...told: readonly unknown[]
): Promise<ChildServer> => {
  const script = fileURLToPath(new URL(scripts[name], import.meta.url));
  const words = told.map((one) => JSON.stringify(one));
  const child = spawn(process.execPath, ['--import', './scripts/ts-hooks.mjs', script, ...words], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, url: await urlFrom(child) };
};

/** A server for as long as something is done with it. */
export const against = async <Result>(
  starting: Promise<ChildServer>,
  act: (url: string) => Promise<Result>,
): Promise<Result> => {
  const { child, url } = await starting;
  try {
    return await act(url);
  } finally {
    child.kill();
  }
};
