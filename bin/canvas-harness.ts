// The command line: a table of its commands, and the exit code of an error. A command is loaded only when it is called.
import { say } from '../schemas/say.ts';
import { Command, CommanderError } from 'commander';
import { exitCodeLines, exitCodes, Stop } from '../conformance/run/exit-codes.ts';
import { harness } from '../conformance/run/package.ts';
import { redacted, secretsIn } from '../redaction/secrets.ts';
import { withoutControls } from '../schemas/controls.ts';
import { heedNo } from './heed-no.ts';
import { outliveReaders } from './outlive-readers.ts';

/** A command as the list of commands shows it, and how the rest of it is loaded. */
interface CommandEntry {
  /** The name, with what the list shows behind it: `compare <before> <after>`. */
  readonly usage: string;
  readonly description: string;
  /** Loads the module whose `define` adds the options and the action. */
  readonly load: () => Promise<{ readonly define: (command: Command) => void }>;
}

const commands: readonly CommandEntry[] = [
  {
    usage: 'verify [options]',
    description: 'run the scenarios against the target and print the verdict',
    load: () => import('./verify.ts'),
  },
  {
    usage: 'doctor [options]',
    description: 'look at a live target step by step and write a config without secrets for verify',
    load: () => import('./doctor.ts'),
  },
  {
    usage: 'cleanup [options]',
    description: 'close the records that earlier live runs left open; exits 0 where nothing stays open',
    load: () => import('./cleanup.ts'),
  },
  {
    usage: 'examine [options]',
    description: 'judge a client: by its traffic, or by running it against mocks that provoke it',
    load: () => import('./examine.ts'),
  },
  {
    usage: 'mock [options]',
    description: 'start a stateful mock of the Appointment API',
    load: () => import('./mock.ts'),
  },
  {
    usage: 'fixtures [options]',
    description: 'write a clinic full of data, for mock --import and startMock({ records })',
    load: () => import('./fixtures.ts'),
  },
  {
    usage: 'rules [options]',
    description: 'list the documented behaviours: id, basis, statement, source, editions',
    load: () => import('./rules.ts'),
  },
  {
    usage: 'editions [options]',
    description: 'list the dated editions of the contract; compare, detect, check and upgrade between them',
    load: () => import('./editions.ts'),
  },
  {
    usage: 'export <format>',
    description: 'write the contract of an edition as OpenAPI, TypeScript types or a CapabilityStatement',
    load: () => import('./export.ts'),
  },
  {
    usage: 'mcp [options]',
    description: 'give the mock and the suite to an agent as tools, by the Model Context Protocol',
    load: () => import('./mcp.ts'),
  },
  {
    usage: 'merge <folders...>',
    description: 'put the shards of one run (verify --shard) together: one verdict, one set of reports',
    load: () => import('./merge.ts'),
  },
  {
    usage: 'compare <before> <after>',
    description: 'say what changed between two verdicts; exits 0 where nothing did, 1 otherwise',
    load: () => import('./compare.ts'),
  },
  {
    usage: 'recheck [folder]',
    description:
      'judge every recorded scenario again, offline, from its messages; exits 0 where it agrees, 1 otherwise',
    load: () => import('./recheck.ts'),
  },
  {
    usage: 'deviations',
    description: 'edit a file of known deviations',
    load: () => import('./deviations.ts'),
  },
  {
    usage: 'world',
    description: 'a world of a running mock as one JSON file',
    load: () => import('./world.ts'),
  },
  {
    usage: 'drift [options]',
    description: 'where the mock and another server differ, by rule, each with the smallest request that shows it',
    load: () => import('./drift.ts'),
  },
  {
    usage: 'probe [options]',
    description: 'ask a live target about what the documents leave open, and say which settings make the mock agree',
    load: () => import('./probe.ts'),
  },
  {
    usage: 'proxy [options]',
    description: 'pass everything on to a live sandbox, and tell by rule where its answers surprise the mock',
    load: () => import('./proxy.ts'),
  },
];

const examples = `
Examples:
  canvas-harness verify                        all rules against the embedded mock
  canvas-harness verify --rules status         one topic
  canvas-harness mock --port 4010              a mock to develop against
  canvas-harness fixtures --out clinic.json    a clinic full of data for it
  canvas-harness rules --topic status          what is claimed, and where it is written

Exit codes:
${exitCodeLines()}
`;

/** After a mistake a command lists the options and commands that it has. */
const listAfterError = (command: Command, path: string): void => {
  const options = command.options.map(({ long, flags }) => long ?? flags);
  const names = command.commands.map((each) => each.name());
  const lines = [
    ...(names.length === 0 ? [] : [`Commands: ${names.join(', ')}`]),
    `Options: ${[...options, '--help'].join(', ')}`,
    `(${path === '' ? 'canvas-harness --help lists the commands and options' : `canvas-harness ${path} --help`})`,
  ];
  command.showHelpAfterError(lines.join('\n'));
  for (const each of command.commands) listAfterError(each, `${path} ${each.name()}`.trim());
};

/** Adds a command. Only the one that an argument names is loaded; of the others the list shows the entry. */
const addCommand = async (program: Command, { usage, description, load }: CommandEntry): Promise<void> => {
  const [name = ''] = usage.split(' ');
  const isNamed = process.argv.includes(name, 2);
  const command = program.command(isNamed ? name : usage).description(description);
  if (isNamed) (await load()).define(command);
  command.exitOverride();
};

const buildProgram = async (): Promise<Command> => {
  const command = new Command('canvas-harness')
    .description("Conformance suite and mock for Canvas Medical's FHIR Appointment API.")
    .version(harness.version, '-V, --version')
    .addHelpText('after', examples)
    // `editions check --json` gives --json to check, although editions has an option of that name, too.
    .enablePositionalOptions()
    // What is wrong is quoted, from a variable or an argument.
    .configureOutput({ writeErr: (text) => void process.stderr.write(withoutControls(text)) })
    .hook('preSubcommand', (_program, called) => {
      heedNo(called);
    })
    .exitOverride();
  for (const entry of commands) await addCommand(command, entry);
  listAfterError(command, '');
  return command;
};

/** Prints the message of an error, without secrets, and gives the exit code that stands for it. */
const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage.code;
  const message = error instanceof Error ? error.message : String(error);
  say(redacted(`canvas-harness: ${message}`, secretsIn(process.env)));
  if (error instanceof Stop) return exitCodes[error.conclusion].code;
  if (error instanceof Error && process.env['DEBUG'] !== undefined) say(error.stack ?? '');
  return exitCodes.configuration.code;
};

const main = async (): Promise<void> => {
  try {
    const command = await buildProgram();
    if (process.argv.length <= 2) command.outputHelp();
    else await command.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
};

outliveReaders();
void main();
