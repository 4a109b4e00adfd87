// canvas-harness drift: where the mock and another server differ, each difference with its smallest request.
import { shownJson } from '../schemas/controls.ts';
import { say } from '../schemas/say.ts';
import { InvalidArgumentError, type Command } from 'commander';
import { environmentOf } from '../conformance/live/index.ts';
import { rulesNamed } from '../conformance/suite/index.ts';
import { exitCodes } from '../conformance/run/exit-codes.ts';
import { drift, exclusionFrom, usualShrinkCreates, type Exclusion } from '../differential/drift/index.ts';
import { addLimits, type LimitOptions } from './live-options.ts';
import { editionOption, wholeNumber, words, type EditionOption } from './options.ts';
import { settingOption, type SettingOption } from './setting-option.ts';
import { printLines } from './print-lines.ts';

interface Options extends EditionOption, LimitOptions, SettingOption {
  readonly against: string;
  readonly rules?: readonly string[];
  readonly explore?: number;
  readonly seed: number;
  readonly shrinkCreates: number;
  readonly exclude?: readonly Exclusion[];
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Performs every scenario of the suite on a new mock and on the other side, or with --explore sequences that a model makes
up. What stands against the documents comes first, a line each, then what they leave open, a line a kind, with the option
that makes it silent; then each difference as the smallest request, as curl and as a scenario, with its rule. The other side is written to as by
verify: creates are budgeted, kept in the ledger and cleaned up at the end. On this machine a mock's own token is tried.
Cassettes that verify has recorded are compared without network; they cannot be asked anew, so only whole requests go.

Examples:
  canvas-harness drift --against http://127.0.0.1:4010
  canvas-harness drift --against http://127.0.0.1:4010 --explore 200 --seed 7
  canvas-harness drift --against cassettes
  canvas-harness drift --against https://fumage-example.canvasmedical.com --rules status \\
    --exclude 'description=our sandbox shortens it'

All scripts are performed first; then --shrink-creates is spent on smaller requests.

Exit codes: 0 nothing stands against the documents, 1 something does, 2 usage, 3 nothing answers or it ended early without
a difference, 5 configuration, 6 stopped for safety.
`;

const exclusion = (text: string, before: readonly Exclusion[] = []): readonly Exclusion[] => {
  const found = exclusionFrom(text);
  if (found === undefined)
    throw new InvalidArgumentError('It has to be path=reason, for example description=shortened there.');
  return [...before, found];
};

const run = async (options: Options, command: Command): Promise<void> => {
  const { config, edition, quiet = false, json = false } = options;
  const { document, lines, conclusion } = await drift({
    against: options.against,
    edition,
    isEditionAsked: command.getOptionValueSource('edition') !== 'default',
    rules: rulesNamed(options.rules ?? []),
    explore: options.explore,
    seed: options.seed,
    settings: options.setting ?? {},
    shrinkCreates: options.shrinkCreates,
    exclusions: options.exclude ?? [],
    environment: environmentOf({ exported: process.env, config, edition, options }),
    out: options.out,
    onScript: (scripts, findings) => {
      if (!quiet && scripts % 50 === 0) say(`${scripts} scripts, ${findings} differences`);
    },
  });
  printLines(json ? [shownJson(document, 2)] : lines);
  process.exitCode = exitCodes[conclusion].code;
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  command
    .requiredOption('--against <url or folder>', 'the base URL of the other side, or cassettes of it')
    .addOption(editionOption())
    .option('--rules <ids>', 'only the scenarios of these rules or topics, separated by commas', words)
    .option('--explore <n>', 'perform this many made-up sequences instead of the suite', wholeNumber(1, 1_000_000))
    .option('--seed <number>', 'the same seed makes up the same sequences', wholeNumber(0, 2_147_483_647), 1)
    .option('--exclude <path=reason>', 'a path, or a kind of open point, that may differ; may be repeated', exclusion)
    .addOption(settingOption())
    .option(
      '--shrink-creates <number>',
      'records that may be created to make the requests of the findings smaller',
      wholeNumber(0, 1_000_000),
      usualShrinkCreates,
    )
    .option('--out <file>', 'write the differences to this file as JSON')
    .option('--json', 'print the differences as JSON')
    .option('--config <file>', 'config file that doctor has written; live only, as the following');
  addLimits(command).option('-q, --quiet', 'print the result only').addHelpText('after', help).action(run);
};
