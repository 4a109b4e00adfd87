// The process of a mock: starts it, prints its banner, and closes it when asked to end.
import { exitCodes, Stop } from '../conformance/run/exit-codes.ts';
import { harness } from '../conformance/run/package.ts';
import { locations, patients, practitioners } from '../fixtures/instance.ts';
import { startMock, type Mock, type MockOptions } from '../mock-server/index.ts';
import type { Edition } from '../schemas/editions/editions.ts';
import type { Validation } from '../schemas/rules/rule.ts';
import { readRecords } from './records-file.ts';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly edition: Edition;
  readonly validation: Validation;
  readonly seed?: string;
  readonly delay?: number;
  readonly readOnly?: boolean;
  readonly cors?: string;
  readonly token?: string;
  readonly adminToken?: string;
  readonly maxBody?: number;
  readonly maxConnections?: number;
  readonly maxWorlds?: number;
  readonly journal?: number;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly setting?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Changes of records by collection and id, from the configuration file. */
  readonly records?: object;
  readonly clients?: object;
  /** A directory in which the worlds are kept. */
  readonly data?: string;
  /** A JSON file of records to start from. */
  readonly import?: string;
}

const reasons: Readonly<Record<string, (options: ServeOptions) => string>> = {
  EADDRINUSE: ({ port }) => `port ${port} is in use: choose another with --port, or 0 for any that is free`,
  EACCES: ({ port }) => `port ${port} needs more rights: choose one above 1023 with --port`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}: choose another with --host`,
  ENOTFOUND: ({ host }) => `the host name ${host} is not known: choose another with --host`,
};

/** The options as startMock takes them. It checks each, since a file may hold anything. */
const mockOptions = ({
  maxBody,
  records,
  quiet,
  json,
  setting,
  import: file,
  ...options
}: ServeOptions): MockOptions => {
  const { config: _file, ...others } = options as typeof options & { readonly config?: string };
  const start = file === undefined ? undefined : readRecords(file);
  const named = { ...others, bodyLimit: maxBody, recordChanges: records, records: start };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
};

const started = async (options: ServeOptions): Promise<Mock> => {
  try {
    return await startMock(mockOptions(options));
  } catch (error) {
    if (error instanceof TypeError) throw new Stop('usage', error.message);
    if (error instanceof Error && error.name === 'DirectoryFault') throw new Stop('configuration', error.message);
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw error;
    throw new Stop('configuration', reason(options));
  }
};

/** A first appointment, of the people that the mock holds from its start. */
const appointment = (): string => {
  const actor = (reference: string): object => ({ actor: { reference }, status: 'accepted' });
  return JSON.stringify({
    resourceType: 'Appointment',
    status: 'proposed',
    start: '2031-03-04T15:00:00Z',
    end: '2031-03-04T15:30:00Z',
    supportingInformation: [{ reference: `Location/${locations[0]?.id ?? ''}` }],
    participant: [actor(`Practitioner/${practitioners[0]?.id ?? ''}`), actor(`Patient/${patients[0]?.id ?? ''}`)],
  });
};

const banner = (
  { url, token, adminToken }: Mock,
  { edition, validation }: ServeOptions,
): string => `canvas-harness mock ${harness.version}
  FHIR base and EHR host  ${url}
  development token       ${token}
  page to look at         ${url}/__admin/
  admin surface           ${url}/__admin${adminToken === undefined ? '' : `  (X-Mock-Admin-Token: ${adminToken})`}
  edition                 ${edition}, ${validation} validation

Make an appointment, then see it:

  curl -i '${url}/Appointment' -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '${appointment()}'

  curl '${url}/Appointment' -H 'Authorization: Bearer ${token}'

Each answer names its rules in X-Mock-Rules and its explanation in X-Mock-Explain.

Ctrl-C ends it.
`;

const announce = (mock: Mock, options: ServeOptions): void => {
  const { edition, validation, quiet = false, json = false } = options;
  const { url, token, adminToken } = mock;
  const page = `${url}/__admin/`;
  if (json)
    process.stdout.write(
      `${JSON.stringify({ url, token, adminToken, edition, validation, page, pid: process.pid })}\n`,
    );
  else if (!quiet) process.stdout.write(banner(mock, options));
};

/** Milliseconds that a client may take to finish after the mock was asked to end. */
const patience = 10_000;

/** Closes what is there; what could not be kept is said in one line. */
const close = async (mock: Mock): Promise<void> => {
  try {
    await mock.close();
  } catch (error) {
    process.stderr.write(`canvas-harness: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodes.configuration.code;
  }
};

/** Serves until SIGINT or SIGTERM; then what is under way is answered. A second signal ends it at once. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const mock = await started(options);
  announce(mock, options);
  const end = (): void => {
    setTimeout(() => process.exit(), patience).unref();
    void close(mock);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
};
