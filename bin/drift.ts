// canvas-harness drift: where the mock and another server differ, each difference with its smallest request.
import { InvalidArgumentError, type Command } from 'commander';
import { environmentOf } from '../conformance/live/index.ts';
import { rulesNamed } from '../conformance/suite/index.ts';
import { drift } from '../differential/drift/index.ts';
import { exclusionFrom, type Exclusion } from '../differential/drift/exclude.ts';
import { addLimits, type LimitOptions } from './live-options.ts';
import { editionOption, wholeNumber, words, type EditionOption } from './options.ts';
import { printLines } from './print-lines.ts';

interface Options extends EditionOption, LimitOptions {
  readonly against: string;
  readonly rules?: readonly string[];
  readonly explore?: number;
  readonly seed: number;
  readonly exclude?: readonly Exclusion[];
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Performs every scenario of the suite on a new mock and on the other side, or with --explore sequences that a model makes
up. Each difference is shrunk, named by rule, and printed as curl and as a scenario. The other side is written to as by
verify: creates are budgeted, kept in the ledger and cleaned up at the end. On this machine a mock's own token is tried.
Cassettes that verify has recorded are compared without network; they cannot be asked anew, so only whole requests go.

Examples:
  canvas-harness drift --against http://127.0.0.1:4010
  canvas-harness drift --against http://127.0.0.1:4010 --explore 200 --seed 7
  canvas-harness drift --against cassettes
  canvas-harness drift --against https://fumage-example.canvasmedical.com --rules status \\
    --exclude 'description=our sandbox shortens it'

Exit codes: 0 no difference, 1 at least one, 2 usage, 3 nothing answers or it ended early without one, 5 configuration.
`;

const exclusion = (text: string, before: readonly Exclusion[] = []): readonly Exclusion[] => {
  const found = exclusionFrom(text);
  if (found === undefined)
    throw new InvalidArgumentError('It has to be path=reason, for example description=shortened there.');
  return [...before, found];
};

const run = async (options: Options, command: Command): Promise<void> => {
  const { config, edition, quiet = false, json = false } = options;
  const { document, lines } = await drift({
    against: options.against,
    edition,
    isEditionAsked: command.getOptionValueSource('edition') !== 'default',
    rules: rulesNamed(options.rules ?? []),
    explore: options.explore,
    seed: options.seed,
    exclusions: options.exclude ?? [],
    environment: environmentOf({ exported: process.env, config, edition, options }),
    out: options.out,
    onScript: (scripts, findings) => {
      if (!quiet && scripts % 50 === 0) process.stderr.write(`${scripts} scripts, ${findings} differences\n`);
    },
  });
  printLines(json ? [JSON.stringify(document, null, 2)] : lines);
  process.exitCode = document.findings.length > 0 ? 1 : document.ended === null && document.compared > 0 ? 0 : 3;
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  command
    .requiredOption('--against <url or folder>', 'the base URL of the other side, or cassettes of it')
    .addOption(editionOption())
    .option('--rules <ids>', 'only the scenarios of these rules or topics, separated by commas', words)
    .option('--explore <n>', 'perform this many made-up sequences instead of the suite', wholeNumber(1, 1_000_000))
    .option('--seed <number>', 'the same seed makes up the same sequences', wholeNumber(0, 2_147_483_647), 1)
    .option('--exclude <path=reason>', 'a path that may differ, with the reason; may be repeated', exclusion)
    .option('--out <file>', 'write the differences to this file as JSON')
    .option('--json', 'print the differences as JSON')
    .option('--config <file>', 'config file that doctor has written; live only, as the following');
  addLimits(command).option('-q, --quiet', 'print the result only').addHelpText('after', help).action(run);
};
