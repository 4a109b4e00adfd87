// canvas-harness examine: judges a client, by its traffic or by running it against servers that provoke it.
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { conclude, coursesIn, coursesOf, obligationsNamed, type Examination } from '../conformance/examine/index.ts';
import { claimFolder, resultLines } from '../conformance/reports/index.ts';
import { exitCodeLines, Stop } from '../conformance/run/exit-codes.ts';
import { editionOption, shareOf, words, type EditionOption } from './options.ts';
import { printLines } from './print-lines.ts';

interface Options extends EditionOption {
  readonly journal?: string;
  readonly run?: string;
  readonly obligations?: readonly string[];
  readonly out: string;
  readonly cucumberHtml?: boolean;
  readonly knownDeviations?: string;
  readonly maxNotExercised: number;
}

const help = `
Examples:
  canvas-harness examine --run "npm test"                  your client, in a dozen worlds
  canvas-harness examine --journal http://127.0.0.1:4010   what a running mock has been asked
  canvas-harness examine --journal traffic.har --edition latest

Exit codes:
${exitCodeLines()}
`;

const examinationOf = async ({ journal, run: command, edition }: Options): Promise<Examination> => {
  const began = Date.now();
  if (command !== undefined) {
    const courses = await coursesOf(command, edition, (world) => process.stderr.write(`world ${world}\n`));
    return { client: command, when: `the client runs: ${command}`, courses, start: began, end: Date.now() };
  }
  if (journal === undefined)
    throw new Stop('usage', 'say what to examine: --journal <mock, HAR or file> or --run <command>');
  const start = Date.now();
  const courses = await coursesIn(journal, edition);
  return { client: journal, when: `the traffic of ${journal} is read`, courses, start, end: Date.now() };
};

const run = async (options: Options): Promise<void> => {
  const { edition, obligations, knownDeviations, out } = options;
  const selected = obligationsNamed(obligations ?? []);
  const folder = resolve(out);
  claimFolder(folder);
  const examination = await examinationOf(options);
  const verdict = await conclude(
    {
      edition,
      obligations: selected,
      out: folder,
      cucumberHtml: options.cucumberHtml ?? false,
      maxNotExercised: options.maxNotExercised,
      ...(knownDeviations === undefined ? {} : { knownDeviations }),
    },
    examination,
  );
  printLines(resultLines(verdict, out));
  process.exitCode = verdict.exitCode;
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  command
    .option('--journal <source>', 'judge the traffic of a running mock (its address), of a HAR or of a journal file')
    .addOption(new Option('--run <command>', 'run this command against mocks that provoke it').conflicts('journal'))
    .option('--obligations <ids>', 'only these obligations or topics, separated by commas', words)
    .addOption(editionOption())
    .option('--out <folder>', 'folder for the reports', 'reports')
    .option('--cucumber-html', "write cucumber's own HTML report, too")
    .option('--known-deviations <file>', 'YAML file of accepted deviations of this client')
    .addOption(
      new Option('--max-not-exercised <share>', 'share of the obligations that may stay unexercised')
        .argParser(shareOf)
        .default(1),
    )
    .addHelpText('after', help)
    .action(run);
};
