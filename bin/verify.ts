// canvas-harness verify: runs the suite against a target and ends in a verdict.
import { withoutControlsButColours } from '../schemas/controls.ts';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { environmentOf, type Environment, namedAddress, namedTarget } from '../conformance/live/index.ts';
import { livePlan, type Level, planLines } from '../conformance/live/live-plan.ts';
import { resultLines, claimFolder } from '../conformance/reports/index.ts';
import { exitCodeLines, Stop } from '../conformance/run/exit-codes.ts';
import { readMessages } from '../conformance/suite/messages/index.ts';
import { checkTags, type Format, rulesNamed, tagExpression } from '../conformance/suite/index.ts';
import type { Shard } from '../conformance/verdict/index.ts';
import { progressOn, verify } from '../conformance/verify/index.ts';
import { frameworks } from '../schemas/contract.ts';
import { claimCassettes, readCassettes, record, replay } from '../differential/cassettes/index.ts';
import { addFormat, claimFiles, formatOptionsFrom } from './format-option.ts';
import { addLimits, type LimitOptions } from './live-options.ts';
import {
  editionOption,
  shardFrom,
  shareOf,
  wholeNumber,
  words,
  validationOptions,
  type EditionOption,
  type MockValidation,
} from './options.ts';
import { printLines } from './print-lines.ts';

interface Options extends EditionOption, MockValidation, LimitOptions {
  readonly rules?: readonly string[];
  readonly tags?: string;
  readonly out: string;
  readonly quiet?: boolean;
  readonly knownDeviations?: string;
  readonly maxNotExercised: number;
  readonly parallel: number;
  readonly shard?: Shard;
  readonly seed?: string;
  readonly level?: Level;
  readonly plan?: boolean;
  readonly strict?: boolean;
  readonly cucumberHtml?: boolean;
  readonly showPeople?: boolean;
  readonly format?: readonly Format[];
  readonly formatOptions?: string;
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
const sayPlan = (environment: Environment, tags: string | undefined, options: Options): void => {
  const baseUrl = namedAddress(environment);
  const { plan, level, maxCreates } = livePlan(environment, baseUrl, tags, options);
  printLines(planLines(plan, level, maxCreates, baseUrl ?? 'no target named'));
};

/** Plays cassettes in the place of a target. */
const play = async (folder: string, options: Options, isEditionAsked: boolean): Promise<void> => {
  const { rules, tags, knownDeviations, strict = false, cucumberHtml = false } = options;
  const cassettes = readCassettes(folder, isEditionAsked ? options.edition : undefined);
  const out = resolve(options.out);
  claimFolder(out);
  const selected = rulesNamed(rules ?? []);
  const verdict = await replay(cassettes, { rules: selected, tags, strict, knownDeviations, out, cucumberHtml });
  printLines(resultLines(verdict, options.out));
  process.exitCode = verdict.exitCode;
};

/** Leaves what the run has exchanged as cassettes. */
const recordTo = (folder: string, out: string): void => {
  const envelopes = readMessages(out);
  const count = record(folder, envelopes, process.env['CANVAS_CASSETTE_KEY']);
  printLines([`recorded    ${count} scenarios in ${folder}`]);
};

/** What only a live run heeds. Against the embedded mock it would say nothing and do nothing. */
const liveOptions = ['level', 'maxCreates', 'rate', 'timeout', 'allowHost', 'ledger'];

const refuseLiveOptions = (command: Command): void => {
  const given = liveOptions.find((name) => command.getOptionValueSource(name) === 'cli');
  const option = command.options.find((each) => each.attributeName() === given);
  if (option === undefined) return;
  throw new Stop(
    'usage',
    `${option.long ?? option.flags} is for a live target; set CANVAS_FHIR_BASE_URL, or leave it out`,
  );
};

/** The scenarios quote one version of the framework. */
const checkFramework = ({ validation, framework }: MockValidation): void => {
  const [quoted] = frameworks;
  if (validation === 'framework' && framework !== quoted)
    throw new Stop(
      'usage',
      `the scenarios quote framework ${quoted}, not ${framework}: probe tells which of them a server runs, mock imitates both`,
    );
};

const run = async (options: Options, command: Command): Promise<void> => {
  checkFramework(options);
  if (options.replay !== undefined) {
    await play(options.replay, options, command.getOptionValueSource('edition') !== 'default');
    return;
  }
  const { config, edition, rules, tags, knownDeviations, seed, out, quiet = false } = options;
  const selected = rulesNamed(rules ?? []);
  checkTags(tags);
  const environment = environmentOf({ exported: process.env, config, edition, options });
  if (options.plan === true) {
    sayPlan(environment, tagExpression(options, selected, tags), options);
    return;
  }
  const isLive = namedTarget(environment) !== undefined;
  if (!isLive) refuseLiveOptions(command);
  const folder = resolve(out);
  claimFolder(folder);
  claimFiles(options.format ?? []);
  if (options.record !== undefined) claimCassettes(resolve(options.record));
  const mode = quiet ? 'silent' : process.stderr.isTTY ? 'line' : 'plain';
  const { verdict, cleanup } = await verify({
    edition,
    validation: options.validation,
    strict: options.strict ?? false,
    rules: selected,
    ...(tags === undefined ? {} : { tags }),
    ...(knownDeviations === undefined ? {} : { knownDeviations }),
    ...(seed === undefined ? {} : { seed }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    out: folder,
    cucumberHtml: options.cucumberHtml ?? false,
    showPeople: options.showPeople ?? false,
    formats: options.format ?? [],
    ...(options.formatOptions === undefined ? {} : { formatOptions: options.formatOptions }),
    maxNotExercised: options.maxNotExercised,
    parallel: options.parallel,
    environment,
    // eslint-disable-next-line no-restricted-syntax -- it has moves of the cursor of its own, and quotes on one line
    progress: progressOn((text) => process.stderr.write(text), mode, process.stderr.columns || undefined),
    onText: (text) => process.stderr.write(withoutControlsButColours(text)),
  });
  printLines([...resultLines(verdict, out), ...cleanup]);
  if (options.record !== undefined) recordTo(resolve(options.record), folder);
  process.exitCode = verdict.exitCode;
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  for (const option of [editionOption(), ...validationOptions()]) command.addOption(option);
  command
    .option('--rules <ids>', 'only these rules or topics, separated by commas', words)
    .option('--tags <expression>', "only scenarios with these tags, as cucumber's tag expressions say it")
    .option('--out <folder>', 'folder for the reports', 'reports')
    .option(
      '--show-people',
      'on a live target: show names, birth dates and record numbers in the reports, which hides them',
    )
    .option('--cucumber-html', "write cucumber's own HTML report, too (11 MB for the whole suite)")
    .addOption(
      new Option(
        '-f, --format <name:file>',
        "another formatter of cucumber's, such as json:cucumber.json, or of an installed package; may be repeated",
      )
        .argParser(addFormat)
        .conflicts('replay'),
    )
    .option('--format-options <json>', 'options of these formatters, as a JSON object', formatOptionsFrom)
    .option('--known-deviations <file>', 'YAML file of accepted deviations of this target')
    .option('--strict', 'a refusal that is worded otherwise than the page has it is a violation')
    .option('--max-not-exercised <share>', 'share of the selected rules that may stay unexercised', shareOf, 0.5)
    .option('--parallel <workers>', 'worker processes', wholeNumber(1, 64), 1)
    .addOption(
      new Option('--shard <index/total>', 'run one part of the scenarios; merge makes one verdict of all parts')
        .argParser(shardFrom)
        .conflicts(['replay', 'record']),
    )
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
