// canvas-harness fixtures: writes a believable clinic as one JSON file, the same for the same seed.
import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { Stop } from '../conformance/run/exit-codes.ts';
import { clinicSummary, clinicText, generateClinic, type ClinicOptions } from '../fixtures/clinic.ts';
import type { Records } from '../schemas/canvas/collections.ts';
import { dayText, wholeNumber, zoneName } from './options.ts';

interface Options extends ClinicOptions {
  readonly out?: string;
}

const pour = async (records: Records, out: Writable): Promise<void> => {
  for (const text of clinicText(records)) if (!out.write(text)) await once(out, 'drain');
};

/** To a file beside the wanted one, which takes its place when it is whole. */
const toFile = async (records: Records, file: string): Promise<void> => {
  const part = `${file}.part`;
  const out = createWriteStream(part);
  try {
    const end = finished(out);
    await Promise.race([pour(records, out), end]);
    out.end();
    await end;
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new Stop('usage', `cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** To the standard output, whose reader may leave early. */
const toOutput = async (records: Records): Promise<void> => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  await pour(records, process.stdout);
};

const generated = (options: ClinicOptions): Records => {
  try {
    return generateClinic(options);
  } catch (error) {
    if (error instanceof RangeError) throw new Stop('usage', error.message);
    throw error;
  }
};

const run = async ({ out, ...options }: Options): Promise<void> => {
  const records = generated(options);
  if (out === undefined) await toOutput(records);
  else await toFile(records, out);
  process.stderr.write(clinicSummary(records));
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
    .option('--today <day>', 'the day around which the appointments lie', dayText)
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
