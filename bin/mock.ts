// canvas-harness mock: starts the mock and says where it is.
import { Option, type Command } from 'commander';
import { editionOption, validationOption, wholeNumber } from './options.ts';
import type { ServeOptions } from './mock-process.ts';
import { settingOption, type Settings } from './setting-option.ts';

const examples = `
Every option has an environment variable, and a line of the configuration file: readOnly: true, settings: { … }.
A flag counts before a variable, a variable before the file.

Examples:
  canvas-harness mock
  canvas-harness mock --port 0 --json
  canvas-harness mock --setting doubleBooking=forbid --setting defaultPageSize=20
  canvas-harness mock --config mock.yaml --seed demo --delay 200
  canvas-harness mock --import clinic.json
  canvas-harness mock --host 0.0.0.0 --admin-token secret --cors http://localhost:3000
`;

const number = (flags: string, description: string, variable: string, most: number, least = 0): Option =>
  new Option(flags, description).env(variable).argParser(wholeNumber(least, most));

const options = (): readonly Option[] => [
  number('-p, --port <port>', 'port to listen on; 0 lets the system choose', 'PORT', 65_535).default(4010),
  new Option('-H, --host <host>', 'address to listen on').env('HOST').default('127.0.0.1'),
  editionOption(),
  validationOption(),
  new Option('--seed <text>', 'the same seed gives the same ids and the same faults').env('CANVAS_MOCK_SEED'),
  new Option('-c, --config <file>', 'options, settings and records as YAML or JSON').env('CANVAS_MOCK_CONFIG'),
  new Option('--data <dir>', 'keep all worlds and tokens in a directory, through restarts').env('CANVAS_MOCK_DATA'),
  new Option('--import <file>', 'start from the records of a JSON file, as fixtures or world export writes it').env(
    'CANVAS_MOCK_IMPORT',
  ),
  settingOption(),
  number('-d, --delay <ms>', 'every answer of the FHIR face waits', 'CANVAS_MOCK_DELAY', 600_000),
  new Option('--read-only', 'refuse every write of appointments, patients and records').env('CANVAS_MOCK_READ_ONLY'),
  new Option('--cors <origins>', 'origins whose pages may call, separated by commas, or *').env('CANVAS_MOCK_CORS'),
  new Option('--token <token>', 'the development token').env('CANVAS_MOCK_TOKEN'),
  new Option('--admin-token <token>', 'what /__admin asks for; made up where the host is not loopback').env(
    'CANVAS_MOCK_ADMIN_TOKEN',
  ),
  number('--max-body <bytes>', 'bytes a body may have (1048576)', 'CANVAS_MOCK_MAX_BODY', 1_073_741_824, 1),
  number('--max-connections <n>', 'connections at a time (10000)', 'CANVAS_MOCK_MAX_CONNECTIONS', 1_000_000, 1),
  number('--max-worlds <n>', 'worlds there may be (10000)', 'CANVAS_MOCK_MAX_WORLDS', 1_000_000, 1),
  number('--journal <n>', 'exchanges the journal keeps (1000)', 'CANVAS_MOCK_JOURNAL', 1_000_000),
  new Option('-q, --quiet', 'print nothing but faults').env('CANVAS_MOCK_QUIET'),
  new Option('--json', 'print where it listens as one line of JSON').env('CANVAS_MOCK_JSON'),
];

const run = async (given: ServeOptions & { readonly config?: string }, command: Command): Promise<void> => {
  const { serve } = await import('./mock-process.ts');
  const { readConfig } = await import('./mock-config.ts');
  const config = given.config === undefined ? {} : readConfig(given.config);
  const isDefault = (name: string): boolean => command.getOptionValueSource(name) === 'default';
  const chosen = Object.entries(given).filter(([name]) => !isDefault(name) || !(name in config));
  const settings = { ...(config['settings'] as Settings | undefined), ...given.settings, ...given.setting };
  await serve({ ...config, ...(Object.fromEntries(chosen) as unknown as ServeOptions), settings });
};

/** Adds the command. */
export const addMock = (program: Command): void => {
  const command = program.command('mock').description('start a stateful mock of the Appointment API');
  for (const option of options()) command.addOption(option);
  command.addHelpText('after', examples).action(run);
};
