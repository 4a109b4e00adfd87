// canvas-harness fixtures: writes a believable clinic as one JSON file, the same for the same seed.
import type { Command } from 'commander';
import { dayText, wholeNumber, zoneName } from './options.ts';
import type { ClinicOptions } from './fixtures-file.ts';

const run = async (options: ClinicOptions): Promise<void> => {
  const { writeClinic } = await import('./fixtures-file.ts');
  await writeClinic(options);
};

const counts = [
  ['--practitioners <n>', 'how many there are, the four of the mocked instance among them', 10_000, 8],
  ['--patients <n>', 'how many there are, the two of the mocked instance among them', 1_000_000, 100],
  ['--locations <n>', 'how many there are, the two of the mocked instance among them', 1000, 3],
  ['--appointments <n>', 'how many to book', 1_000_000, 1000],
] as const;

/** Adds the command. */
export const addFixtures = (program: Command): void => {
  const command = program
    .command('fixtures')
    .description('write a clinic full of data, for mock --import and startMock({ records })')
    .option('--seed <n>', 'the same seed gives the same bytes', wholeNumber(0, 2_147_483_647), 1);
  for (const [flags, description, most, standard] of counts)
    command.option(flags, description, wholeNumber(0, most), standard);
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
