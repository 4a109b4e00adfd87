// canvas-harness mock: starts the mock and says where it is.
import { Option, type Command } from 'commander';
import { editionOption, wholeNumber, type EditionOption } from './options.ts';

interface Options extends EditionOption {
  readonly port: number;
  readonly host: string;
  readonly seed?: string;
  readonly records?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

const run = async (options: Options): Promise<void> => {
  const { serve } = await import('./mock-process.ts');
  await serve(options);
};

/** Adds the command. */
export const addMock = (program: Command): void => {
  program
    .command('mock')
    .description('start a stateful mock of the Appointment API')
    .addOption(
      new Option('-p, --port <port>', 'port to listen on; 0 lets the system choose')
        .env('PORT')
        .default(4010)
        .argParser(wholeNumber(0, 65_535)),
    )
    .addOption(new Option('-H, --host <host>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .addOption(editionOption())
    .option('--seed <text>', 'the same seed gives the same ids')
    .option('--records <file>', 'start from the records of a JSON file, as fixtures writes it')
    .option('-q, --quiet', 'print nothing but faults')
    .option('--json', 'print where it listens as one line of JSON')
    .addHelpText('after', '\nExamples:\n  canvas-harness mock\n  canvas-harness mock --port 0 --json\n')
    .action(run);
};
