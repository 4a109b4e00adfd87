// The options of canvas-harness mock.
import { Option } from 'commander';
import { logForms, type LogForm } from '../mock-server/standalone/request-log.ts';
import { editionOption, validationOptions, wholeNumber, type EditionOption, type MockValidation } from './options.ts';
import { settingOption, type SettingOption } from './setting-option.ts';

/** What `canvas-harness mock` may be told. */
export interface Options extends EditionOption, MockValidation, SettingOption {
  readonly port: number;
  readonly host: string;
  readonly seed?: string;
  readonly delay?: number;
  readonly readOnly?: boolean;
  readonly cors?: string;
  readonly allowedHost?: string;
  readonly peers?: string;
  readonly token?: string;
  readonly adminToken?: string;
  readonly maxBody?: number;
  readonly requestTimeout?: number;
  readonly maxConnections?: number;
  readonly maxWorlds?: number;
  readonly journal?: number;
  readonly log?: LogForm;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly config?: string;
  /** A directory in which the worlds are kept. */
  readonly data?: string;
  /** A JSON file of records to start from. */
  readonly import?: string;
  readonly empty?: boolean;
  readonly sample?: boolean;
}

const number = (flags: string, description: string, variable: string, max: number, least = 0): Option =>
  new Option(flags, description).env(variable).argParser(wholeNumber(least, max));

/** The options of the command, in the order of its help. */
export const mockOptions = (): readonly Option[] => [
  number('-p, --port <port>', 'port to listen on; 0 lets the system choose', 'PORT', 65_535).default(4010),
  new Option('-H, --host <host>', 'address to listen on').env('HOST').default('127.0.0.1'),
  editionOption(),
  ...validationOptions(),
  new Option('--seed <text>', 'the same seed gives the same ids and the same faults').env('CANVAS_MOCK_SEED'),
  new Option('-c, --config <file>', 'options, settings and records as YAML or JSON').env('CANVAS_MOCK_CONFIG'),
  new Option('--data <dir>', 'keep all worlds and tokens in a directory, through restarts').env('CANVAS_MOCK_DATA'),
  new Option('--import <file>', 'start from the records of a JSON file, as fixtures or world export writes it').env(
    'CANVAS_MOCK_IMPORT',
  ),
  new Option('--sample', 'start from a small clinic around today, which is the default').env('CANVAS_MOCK_SAMPLE'),
  new Option('--empty', 'start without appointments').env('CANVAS_MOCK_EMPTY'),
  settingOption(),
  number('-d, --delay <ms>', 'every answer of the FHIR face waits', 'CANVAS_MOCK_DELAY', 600_000),
  new Option('--read-only', 'refuse every write of appointments, patients and records').env('CANVAS_MOCK_READ_ONLY'),
  new Option('--cors <origins>', 'origins whose pages may call, separated by commas, or *').env('CANVAS_MOCK_CORS'),
  new Option('--allowed-host <names>', 'names of /__admin on loopback, or *').env('CANVAS_MOCK_ALLOWED_HOST'),
  new Option('--peers <urls>', 'mocks behind the same proxy, separated by commas: /__admin/worlds?all=true').env(
    'CANVAS_MOCK_PEERS',
  ),
  new Option('--token <token>', 'the development token').env('CANVAS_MOCK_TOKEN'),
  new Option('--admin-token <token>', 'what /__admin asks for; made up where the host is not loopback').env(
    'CANVAS_MOCK_ADMIN_TOKEN',
  ),
  number('--max-body <bytes>', 'bytes a body may have (1048576)', 'CANVAS_MOCK_MAX_BODY', 1_073_741_824, 1),
  number('--request-timeout <ms>', 'time a request has to arrive (30000)', 'CANVAS_MOCK_REQUEST_TIMEOUT', 3_600_000, 1),
  number('--max-connections <n>', 'connections at a time (10000)', 'CANVAS_MOCK_MAX_CONNECTIONS', 1_000_000, 1),
  number('--max-worlds <n>', 'worlds there may be (10000)', 'CANVAS_MOCK_MAX_WORLDS', 1_000_000, 1),
  number('--journal <n>', 'exchanges the journal keeps (1000)', 'CANVAS_MOCK_JOURNAL', 1_000_000),
  new Option('--log <form>', 'print a line for each request; text where standard output is a terminal, else none')
    .choices(logForms)
    .env('CANVAS_MOCK_LOG'),
  new Option('-q, --quiet', 'print nothing but faults').env('CANVAS_MOCK_QUIET'),
  new Option('--json', 'print where it listens as one line of JSON').env('CANVAS_MOCK_JSON'),
];
