// Servers for tests in processes of their own: each takes its options as JSON, and prints its address in one line.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../conformance/run/package.ts';

interface ChildServer {
  readonly child: ChildProcess;
  readonly url: string;
}

/** The address that a process prints when it is ready. */
export const urlFrom = async (child: ChildProcess): Promise<string> => {
  const [line] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  return (JSON.parse(line.toString()) as { url: string }).url;
};

const scripts = { deviating: './deviating.ts', faulty: '../faults/faulty.ts' } as const;

/** Starts a server: a mock that deviates, or a mock behind a proxy with faults. */
export const startChildServer = async (
  name: keyof typeof scripts,
  ...options: readonly unknown[]
): Promise<ChildServer> => {
  const script = fileURLToPath(new URL(scripts[name], import.meta.url));
  const texts = options.map((one) => JSON.stringify(one));
  const child = spawn(process.execPath, ['--import', './scripts/ts-hooks.mjs', script, ...texts], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, url: await urlFrom(child) };
};

/** Starts a server, does something with it, and ends it. */
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
