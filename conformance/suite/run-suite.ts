// Runs the suite: cucumber-js as a child process whose message stream is read line by line from its output.
import { spawn, type ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { envelopeOf, type Envelope } from './messages/index.ts';
import { featurePathsFor } from './features.ts';
import { cucumberRoot, packageRoot } from '../run/package.ts';

/** A formatter, by the name of one of cucumber's own or the URL of a module, and the whole path of the file that it writes. */
export interface Format {
  readonly formatter: string;
  readonly file: string;
}

export interface SuiteOptions {
  /** The rules that were asked for, where they are not all: a feature file that is about none of them is not read. */
  readonly rules?: readonly string[] | undefined;
  readonly tags: string | undefined;
  readonly parallel: number;
  /** The part of the scenarios to run: cucumber's own sharding. */
  readonly shard?: { readonly index: number; readonly total: number } | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Called with each message as it comes. `stop` ends the run early. */
  readonly onEnvelope: (envelope: Envelope, stop: () => void) => void;
  /** Called with what the suite prints besides its messages. */
  readonly onText: (text: string) => void;
}

interface SuiteRun {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

const cucumberJs = (): string => join(cucumberRoot(), 'bin', 'cucumber.js');

/** What V8 compiled of dist in an earlier run of the suite is used again. */
const compiled = pathToFileURL(join(packageRoot, 'bin', 'compiled.mjs')).href;

const argumentsOf = ({ rules = [], tags, parallel, shard }: SuiteOptions): readonly string[] => [
  '--import',
  compiled,
  cucumberJs(),
  '--config',
  'cucumber.js',
  '--format',
  'message',
  ...(parallel > 1 ? ['--parallel', String(parallel)] : []),
  ...(shard === undefined ? [] : ['--shard', `${shard.index}/${shard.total}`]),
  ...(tags === undefined ? [] : ['--tags', tags]),
  ...featurePathsFor(rules),
];

/** The environment of the child: nothing may be published from there. */
const quietEnvironmentOf = (environment: SuiteOptions['environment']): Record<string, string | undefined> => {
  const { CUCUMBER_PUBLISH_ENABLED: _enabled, CUCUMBER_PUBLISH_TOKEN: _token, ...rest } = environment;
  return rest;
};

const ended = (child: ChildProcess): Promise<SuiteRun> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });

/** Runs the suite and hands over its messages. An interruption of this process ends the child, too. */
export const runSuite = async (options: SuiteOptions): Promise<SuiteRun> => {
  const child = spawn(process.execPath, [...argumentsOf(options)], {
    cwd: packageRoot,
    env: quietEnvironmentOf(options.environment),
    // The channel carries nothing: it breaks when this process dies, and the suite ends with it.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const stop = (): void => void child.kill('SIGTERM');
  process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop);
  child.stderr?.setEncoding('utf8').on('data', options.onText);
  const lines = createInterface({ input: child.stdout ?? Readable.from([]), crlfDelay: Infinity });
  lines.on('line', (line) => {
    const envelope = envelopeOf(line);
    if (envelope === undefined) options.onText(`${line}\n`);
    else options.onEnvelope(envelope, stop);
  });
  const run = await ended(child);
  process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop);
  return run;
};
