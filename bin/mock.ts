// canvas-harness mock: starts the mock, says where it is, and closes it when asked to end.
import { say } from '../schemas/say.ts';
import type { Command } from 'commander';
import { exitCodes, Stop } from '../conformance/run/exit-codes.ts';
import { harness } from '../conformance/run/package.ts';
import { instance } from '../fixtures/instance.ts';
import { startMock, type Mock, type MockOptions } from '../mock-server/index.ts';
import { bannerOf } from '../mock-server/standalone/banner.ts';
import { readConfigFile, type Config } from '../mock-server/standalone/config-file.ts';
import { FileFault } from '../mock-server/standalone/file-fault.ts';
import { countsOf, readRecordsFile } from '../mock-server/standalone/records-file.ts';
import { requestLog } from '../mock-server/standalone/request-log.ts';
import { examples } from './mock-examples.ts';
import { mockOptions, type Options } from './mock-options.ts';
import { settingsHelp, type Settings } from './setting-option.ts';

/** The options, and what only a configuration file can say. */
interface Chosen extends Options {
  readonly settings?: Settings;
  /** Changes of records by collection and id. */
  readonly records?: object;
  readonly clients?: object;
}

/** Options of which one is chosen: what the mock starts from. */
const starts = ['import', 'sample', 'empty'] as const;

/** A configuration without its start, where the command line chooses another. */
const configBeside = (given: Options, file: string): Config => {
  const config = readConfigFile(file);
  if (starts.every((name) => given[name] === undefined)) return config;
  return Object.fromEntries(Object.entries(config).filter(([name]) => !starts.some((start) => start === name)));
};

/** A flag counts before a variable, a variable before the configuration file, the file before what is usual. */
const chosenFrom = (given: Options, command: Command): Chosen => {
  const config = given.config === undefined ? {} : configBeside(given, given.config);
  const isUsual = (name: string): boolean => command.getOptionValueSource(name) === 'default';
  const asked = Object.entries(given).filter(([name]) => !isUsual(name) || !(name in config));
  const settings = { ...(config['settings'] as Settings | undefined), ...given.setting };
  return { ...config, ...(Object.fromEntries(asked) as unknown as Options), settings };
};

/** What the mock starts from: a file, no appointments, or the sample clinic. */
const startOf = ({ import: file, empty = false, sample }: Chosen): Pick<MockOptions, 'records' | 'sample'> => {
  if ([file !== undefined, empty, sample === true].filter(Boolean).length > 1)
    throw new Stop('usage', 'choose one of --import, --sample and --empty');
  if (file !== undefined) return { records: readRecordsFile(file) };
  return empty ? { records: instance } : { sample: sample ?? true };
};

/** The options as startMock takes them. It checks each, since a file may hold anything. */
const startOptions = (chosen: Chosen): MockOptions => {
  const { config: _config, quiet: _quiet, json: _json, setting: _setting, import: _import, ...options } = chosen;
  const { empty: _empty, log: _log, maxBody, records, ...others } = options;
  const named = {
    ...others,
    ...startOf(chosen),
    onExchange: requestLog(chosen),
    bodyLimit: maxBody,
    recordChanges: records,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
};

const reasons: Readonly<Record<string, (options: Options) => string>> = {
  EADDRINUSE: ({ port }) => `port ${port} is in use: choose another with --port, or 0 for any that is free`,
  EACCES: ({ port }) => `port ${port} needs more rights: choose one above 1023 with --port`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}: choose another with --host`,
  ENOTFOUND: ({ host }) => `the host name ${host} is not known: choose another with --host`,
};

/** Why a mock does not start, as the end of the command. */
const stopOf = (error: unknown, options: Options): unknown => {
  if (!(error instanceof Error)) return error;
  if (error instanceof TypeError || error instanceof FileFault) return new Stop('usage', error.message);
  if (error.name === 'DirectoryFault') return new Stop('configuration', error.message);
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new Stop('configuration', reason(options));
};

const announce = (mock: Mock, chosen: Chosen, imported?: string): void => {
  const { edition, validation, quiet = false, json = false, log } = chosen;
  const { url, token, adminToken, world } = mock;
  const about = { version: harness.version, edition, validation, imported };
  const page = `${url}/__admin/`;
  if (json || (log === 'json' && !quiet))
    process.stdout.write(
      `${JSON.stringify({ url, token, adminToken, edition, validation, page, imported, pid: process.pid })}\n`,
    );
  else if (!quiet)
    process.stdout.write(bannerOf(mock, { ...about, now: world.clock.now(), timeZone: world.settings().timeZone }));
};

/** Milliseconds that a client may take to finish after the mock was asked to end. */
const patience = 10_000;

/** Closes what is there; what could not be kept is said in one line. */
const close = async (mock: Mock): Promise<void> => {
  try {
    await mock.close();
  } catch (error) {
    say(`canvas-harness: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = exitCodes.configuration.code;
  }
};

const started = async (given: Options, command: Command): Promise<readonly [Mock, Chosen, string | undefined]> => {
  let chosen: Chosen = given;
  try {
    chosen = chosenFrom(given, command);
    const options = startOptions(chosen);
    const { import: file } = chosen;
    const imported = file === undefined || options.records === undefined ? undefined : countsOf(file, options.records);
    return [await startMock(options), chosen, imported];
  } catch (error) {
    throw stopOf(error, chosen);
  }
};

/** Serves until SIGINT or SIGTERM; then what is under way is answered. A second signal ends it at once. */
const run = async (given: Options, command: Command): Promise<void> => {
  const [mock, chosen, imported] = await started(given, command);
  announce(mock, chosen, imported);
  const end = (): void => {
    setTimeout(() => process.exit(), patience).unref();
    void close(mock);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  for (const option of mockOptions()) command.addOption(option);
  command.addHelpText('after', settingsHelp()).addHelpText('after', examples).action(run);
};
