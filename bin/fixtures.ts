// canvas-harness fixtures: writes a believable clinic as one JSON file, the same for the same seed.
import { say } from '../schemas/say.ts';
import { fileFault } from '../schemas/file-fault.ts';
import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { exitCodes, Stop } from '../conformance/run/exit-codes.ts';
import { clinicSummary, clinicText, generateClinic, type ClinicOptions } from '../fixtures/clinic.ts';
import { wallClockOf } from '../fixtures/generate-calendar.ts';
import { localDayOf, sampleRecords } from '../fixtures/sample.ts';
import type { Records } from '../schemas/canvas/collections.ts';
import { dayOf, formatInstant, dayLength, parseDay } from '../schemas/canvas/instant.ts';
import { defaultSettings } from '../schemas/canvas/settings.ts';
import { dayText, wholeNumber, zoneName } from './options.ts';

interface Options extends ClinicOptions {
  readonly out?: string;
  readonly sample?: boolean;
}

const writeRecords = async (records: Records, out: Writable): Promise<void> => {
  for (const text of clinicText(records)) if (!out.write(text)) await once(out, 'drain');
};

/** To a file beside the wanted one, which takes its place when it is whole. */
const toFile = async (records: Records, file: string): Promise<void> => {
  // A device or a pipe is written to, and not replaced by a file.
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
  const part = isFile ? `${file}.part` : file;
  const out = createWriteStream(part);
  try {
    const end = finished(out);
    await Promise.race([writeRecords(records, out), end]);
    out.end();
    await end;
    if (isFile) renameSync(part, file);
  } catch (error) {
    if (isFile) rmSync(part, { force: true });
    throw new Stop('usage', `cannot write ${file}: ${fileFault(error)}`);
  }
};

/** To the standard output, whose reader may leave early. */
const toOutput = async (records: Records): Promise<void> => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : exitCodes.usage.code);
  });
  await writeRecords(records, process.stdout);
};

const noon = 12 * 60;

/** The small clinic around a day's noon, or around the present moment. */
const sampleOf = (today: string | undefined, timeZone: string): Records => {
  const day = parseDay(today ?? '');
  const now = day === undefined ? Date.now() : wallClockOf(timeZone)(dayOf(day), noon);
  return sampleRecords({ now, timeZone });
};

/** Today by the clinic's clocks. */
const localToday = (timeZone: string): string =>
  formatInstant(localDayOf(Date.now(), timeZone) * dayLength).slice(0, 10);

const clinicOf = ({ sample = false, today, ...options }: Omit<Options, 'out'>): Records => {
  const { timeZone = defaultSettings.timeZone } = options;
  if (sample) return sampleOf(today, timeZone);
  try {
    return generateClinic({ ...options, today: today ?? localToday(timeZone) });
  } catch (error) {
    if (error instanceof RangeError) throw new Stop('usage', error.message);
    throw error;
  }
};

const run = async ({ out, ...options }: Options): Promise<void> => {
  const records = clinicOf(options);
  if (out === undefined) await toOutput(records);
  else await toFile(records, out);
  say(clinicSummary(records).trimEnd());
};

const counts = [
  ['--practitioners <n>', 'how many there are, the four of the mocked instance among them', 10_000, 8],
  ['--patients <n>', 'how many there are, the two of the mocked instance among them', 1_000_000, 100],
  ['--locations <n>', 'how many there are, the two of the mocked instance among them', 1000, 3],
  ['--appointments <n>', 'how many to book', 1_000_000, 1000],
] as const;

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  command.option('--seed <n>', 'the same seed gives the same bytes', wholeNumber(0, 2_147_483_647), 1);
  for (const [flags, description, max, usual] of counts) command.option(flags, description, wholeNumber(0, max), usual);
  command
    .option('--today <day>', "the day around which the appointments lie; today by the clinic's clocks", dayText)
    .option('--sample', 'write the small clinic that a mock starts from, around the present moment')
    .option('--time-zone <name>', "the clinic's time zone, in which working hours are kept", zoneName)
    .option('--overlaps', 'let people have two appointments at one time')
    .option('-o, --out <file>', 'write to a file instead of the standard output')
    .addHelpText(
      'after',
      '\nExamples:\n  canvas-harness fixtures --seed 7 --practitioners 20 --patients 5000 --appointments 100000 --out clinic.json' +
        '\n  canvas-harness mock --import clinic.json\n',
    )
    .action(run);
};
