// canvas-harness doctor: looks at a live target before a run, and writes the config that verify uses.
import type { Command } from 'commander';
import { doctor } from '../conformance/doctor/doctor.ts';
import { exitCodes } from '../conformance/run/exit-codes.ts';
import { editionOption, parsePositive, words, type EditionOption } from './options.ts';
import { printLines } from './print-lines.ts';

interface Options extends EditionOption {
  readonly config?: string;
  readonly out: string;
  readonly allowHost?: readonly string[];
  readonly timeout?: number;
}

const help = `
Reads CANVAS_FHIR_BASE_URL with CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET, or CANVAS_ACCESS_TOKEN, from the environment
or .env, and creates nothing. Ends in 0 where a run makes sense, 1 where the server deviates, 3 where it cannot be
reached, 5 where something has to be set.

Example:
  canvas-harness doctor --out sandbox.json && canvas-harness verify --config sandbox.json
`;

const run = async ({ config, edition, out, ...options }: Options): Promise<void> => {
  const conclusion = await doctor({
    exported: process.env,
    config,
    edition,
    options,
    out,
    say: (line) => printLines([line]),
  });
  process.exitCode = exitCodes[conclusion].code;
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  command
    .addOption(editionOption())
    .option('--config <file>', 'config file to start from')
    .option('--out <file>', 'config file to write', 'canvas-harness.json')
    .option('--timeout <seconds>', 'wait for one answer (CANVAS_TIMEOUT, else 30)', parsePositive)
    .option('--allow-host <hosts>', 'hosts that are sandboxes although they do not look like it', words)
    .addHelpText('after', help)
    .action(run);
};
