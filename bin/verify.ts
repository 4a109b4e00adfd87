// canvas-harness verify: runs the suite against a target and ends in a verdict.
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { exitCodeLines } from '../conformance/run/exit-codes.ts';
import type { tagExpression } from '../conformance/suite/selection.ts';
import { claim, keep, play } from './cassettes.ts';
import { addLimits, limits, type LiveOptions } from './live-options.ts';
import {
  editionOption,
  shareOf,
  wholeNumber,
  words,
  validationOption,
  type EditionOption,
  type ValidationOption,
} from './options.ts';

interface Options extends EditionOption, ValidationOption, LiveOptions {
  readonly rules?: readonly string[];
  readonly tags?: string;
  readonly out: string;
  readonly quiet?: boolean;
  readonly knownDeviations?: string;
  readonly maxNotExercised: number;
  readonly parallel: number;
  readonly seed?: string;
  readonly level?: string;
  readonly plan?: boolean;
  readonly record?: string;
  readonly replay?: string;
}

const help = `
The target is the embedded mock, or the server at CANVAS_FHIR_BASE_URL with CANVAS_ACCESS_TOKEN, or with
CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET.

Examples:
  canvas-harness verify
  canvas-harness verify --rules status,booking/double-booking-refused --quiet
  CANVAS_FHIR_BASE_URL=https://fumage-example.canvasmedical.com canvas-harness verify --known-deviations example.yaml

Exit codes:
${exitCodeLines()}
`;

/** Says what a run would do, and sends nothing. */
const sayPlan = async (
  environment: Record<string, string | undefined>,
  ...selection: Parameters<typeof tagExpression>
): Promise<void> => {
  const [{ livePlan }, { planLines }, { namedAddress }, { tagExpression: tagsFor }] = await Promise.all([
    import('../conformance/live/live-plan.ts'),
    import('../conformance/live/plan-report.ts'),
    import('../conformance/live/preflight.ts'),
    import('../conformance/suite/selection.ts'),
  ]);
  const baseUrl = namedAddress(environment);
  const { plan, level, maxCreates } = livePlan(environment, baseUrl, tagsFor(...selection));
  process.stdout.write(`${planLines(plan, level, maxCreates, baseUrl ?? 'no target named').join('\n')}\n`);
};

const run = async (options: Options, command: Command): Promise<void> => {
  if (options.replay !== undefined) {
    await play(options.replay, options, command.getOptionValueSource('edition') !== 'default');
    return;
  }
  const [
    { verify },
    { namedTarget },
    { environmentOf },
    { rulesNamed },
    { checkTags },
    { progressOn },
    { claimFolder },
    { resultLines },
  ] = await Promise.all([
    import('../conformance/verify/verify.ts'),
    import('../conformance/live/preflight.ts'),
    import('../conformance/live/environment.ts'),
    import('../conformance/suite/selection.ts'),
    import('../conformance/suite/features.ts'),
    import('../conformance/verify/progress.ts'),
    import('../conformance/reports/write.ts'),
    import('../conformance/reports/terminal.ts'),
  ]);
  const { rules, tags, knownDeviations, seed, out, quiet = false } = options;
  const selected = rulesNamed(rules ?? []);
  checkTags(tags);
  const environment = environmentOf({
    exported: process.env,
    config: options.config,
    edition: options.edition,
    options: { ...limits(options), CANVAS_LEVEL: options.level },
  });
  if (options.plan === true) {
    await sayPlan(environment, options, selected, tags);
    return;
  }
  namedTarget(environment);
  const folder = resolve(out);
  claimFolder(folder);
  if (options.record !== undefined) await claim(resolve(options.record));
  const mode = quiet ? 'silent' : process.stderr.isTTY ? 'line' : 'plain';
  const { verdict, cleanup } = await verify({
    edition: options.edition,
    validation: options.validation,
    rules: selected,
    ...(tags === undefined ? {} : { tags }),
    ...(knownDeviations === undefined ? {} : { knownDeviations }),
    ...(seed === undefined ? {} : { seed }),
    out: folder,
    maxNotExercised: options.maxNotExercised,
    parallel: options.parallel,
    environment,
    progress: progressOn((text) => process.stderr.write(text), mode, process.stderr.columns || undefined),
    onText: (text) => process.stderr.write(text),
  });
  process.stdout.write(`${[...resultLines(verdict, out), ...cleanup].join('\n')}\n`);
  if (options.record !== undefined) process.stdout.write(`${await keep(resolve(options.record), folder)}\n`);
  process.exitCode = verdict.exitCode;
};

/** Adds the command. */
export const addVerify = (program: Command): void => {
  const command = program
    .command('verify')
    .description('run the scenarios against the target and print the verdict')
    .addOption(editionOption())
    .addOption(validationOption())
    .option('--rules <ids>', 'only these rules or topics, separated by commas', words)
    .option('--tags <expression>', "only scenarios with these tags, as cucumber's tag expressions say it")
    .option('--out <folder>', 'folder for the reports', 'reports')
    .option('--known-deviations <file>', 'YAML file of accepted deviations of this target')
    .option('--max-not-exercised <share>', 'share of the selected rules that may stay unexercised', shareOf, 0.5)
    .option('--parallel <workers>', 'worker processes', wholeNumber(1, 64), 1)
    .option('--seed <text>', 'seed for whatever the run draws by chance')
    .option('--record <folder>', 'keep what is exchanged as cassettes, people and secrets hidden')
    .addOption(
      new Option('--replay <folder>', 'play cassettes in the place of a target, without network').conflicts('record'),
    )
    .option('--config <file>', 'config file that doctor has written; live only, as the following')
    .addOption(
      new Option('--level <level>', 'how far to go: CANVAS_LEVEL, else core').choices(['smoke', 'core', 'full']),
    )
    .option('--plan', 'say what a live run would do, and send nothing');
  addLimits(command).option('-q, --quiet', 'print the result only').addHelpText('after', help).action(run);
};
