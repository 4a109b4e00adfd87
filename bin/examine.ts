// canvas-harness examine: judges a client, by its traffic or by running it against servers that provoke it.
import { say } from '../schemas/say.ts';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  conclude,
  coursesByHand,
  coursesIn,
  coursesOf,
  obligationsNamed,
  worldIds,
  worldsOfShard,
  type Course,
  type Examination,
} from '../conformance/examine/index.ts';
import { claimFolder, resultLines } from '../conformance/reports/index.ts';
import { exitCodeLines, Stop } from '../conformance/run/exit-codes.ts';
import type { Shard } from '../conformance/verdict/index.ts';
import { editionOption, shardFrom, shareOf, wholeNumber, words, type EditionOption } from './options.ts';
import { printLines } from './print-lines.ts';

interface Options extends EditionOption {
  readonly journal?: string;
  readonly run?: string;
  readonly while?: boolean;
  readonly port: number;
  readonly receiver?: string;
  readonly shard?: Shard;
  readonly obligations?: readonly string[];
  readonly out: string;
  readonly cucumberHtml?: boolean;
  readonly knownDeviations?: string;
  readonly maxNotExercised: number;
}

const help = `
Examples:
  canvas-harness examine --run "npm test"                  your client, in 17 worlds
  canvas-harness examine --while                           your application, which you use by hand
  canvas-harness examine --journal http://127.0.0.1:4010   what a running mock has been asked
  canvas-harness examine --journal traffic.har --edition latest

Exit codes:
${exitCodeLines()}
`;

const receiverFrom = (text: string): string => {
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new InvalidArgumentError('Not an address: http://127.0.0.1:3000/events, for example.');
  return text;
};

/** What may be wrong with a client that has sent no request, and the end of its output. */
const nothingAsked = (courses: readonly Course[]): string => {
  const words = courses[0]?.ending?.output.trim().split('\n').at(-1) ?? '';
  return `the client has asked no mock: does it take its address from CANVAS_FHIR_BASE_URL?${words === '' ? '' : ` Its last words: ${words}`}`;
};

/** A command of the user's in every world, or in those of a shard. */
const examineCommand = async (command: string, { edition, shard, receiver }: Options): Promise<Examination> => {
  const start = Date.now();
  const listening = receiver === undefined ? {} : { receiver };
  const worlds = shard === undefined ? worldIds : worldsOfShard(shard);
  const courses = await coursesOf(command, { edition, ...listening }, (world) => say(`world ${world}`), worlds);
  if (courses.every(({ calls }) => calls.length === 0)) say(nothingAsked(courses));
  const of = shard === undefined ? {} : { worlds };
  return { client: command, when: `the client runs: ${command}`, courses, ...of, start, end: Date.now() };
};

/** An application that a person drives: a line of standard input leads to the next world, its end to the verdict. */
const examineByHand = async ({ edition, port, receiver }: Options): Promise<Examination> => {
  const start = Date.now();
  const input = createInterface({ input: process.stdin });
  const lines = input[Symbol.asyncIterator]();
  const isToGoOn = async (): Promise<boolean> => {
    const line = await lines.next();
    return line.done !== true && line.value.trim() !== 'q';
  };
  const listening = receiver === undefined ? {} : { receiver };
  say('Enter leads to the next world, q to the verdict.');
  const courses = await coursesByHand({ edition, port, ...listening, say, isToGoOn }).finally(() => {
    input.close();
    process.stdin.destroy();
  });
  const client = 'an application driven by hand';
  return { client, when: 'a person uses the application', courses, start, end: Date.now() };
};

const read = async (journal: string, { edition }: Options): Promise<Examination> => {
  const start = Date.now();
  const courses = await coursesIn(journal, edition);
  return { client: journal, when: `the traffic of ${journal} is read`, courses, start, end: Date.now() };
};

const examinationOf = (options: Options): Promise<Examination> => {
  const { journal, run: command, while: isDriven = false, shard } = options;
  if (shard !== undefined && command === undefined)
    throw new Stop('usage', '--shard is for --run: add --run <command>');
  if (options.receiver !== undefined && command === undefined && !isDriven)
    throw new Stop('usage', '--receiver is for --run and --while: add --run <command>, or --while');
  if (command?.trim() === '') throw new Stop('usage', '--run is empty: name the command that starts the client');
  if (command !== undefined) return examineCommand(command, options);
  if (isDriven) return examineByHand(options);
  if (journal !== undefined) return read(journal, options);
  throw new Stop('usage', 'say what to examine: --journal <mock, HAR or file>, --run <command> or --while');
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
      ...(options.shard === undefined ? {} : { shard: options.shard }),
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
    .addOption(
      new Option('--while', 'while you use your application by hand: a world after another, Enter leads on').conflicts([
        'journal',
        'run',
      ]),
    )
    .addOption(
      new Option('--port <n>', 'with --while: the port of every world').argParser(wholeNumber(0, 65535)).default(4010),
    )
    .addOption(
      new Option(
        '--shard <index/total>',
        'with --run: one part of the worlds; merge makes one verdict of all parts',
      ).argParser(shardFrom),
    )
    .addOption(
      new Option('--receiver <url>', 'with --run or --while: where the client listens to events').argParser(
        receiverFrom,
      ),
    )
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
