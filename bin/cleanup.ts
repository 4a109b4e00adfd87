// canvas-harness cleanup: cleans up what runs have left open, as their ledger says.
import type { Command } from 'commander';
import { cleanCommand } from '../conformance/live/cleanup-command.ts';
import { printLines } from './print-lines.ts';

interface Options {
  readonly ledger?: string;
  readonly config?: string;
  readonly run?: string;
}

const help = `
Cancels every appointment that a run has created and that is still open, also after kill -9. What does not carry the
mark of the run is left alone; a line of the ledger that cannot be read is named. Needs the address and the credentials of the run, from the environment or .env.

Exit codes: 0 nothing is open, 1 something stays open, 2 the ledger, a line of it or the run cannot be read.

Examples:
  canvas-harness cleanup
  canvas-harness cleanup --ledger canvas-ledger.jsonl --run 3f2a9c0d1e5b7788
`;

const run = async ({ ledger, config, run: only }: Options): Promise<void> => {
  const { lines, exitCode } = await cleanCommand({ exported: process.env, ledger, config, only });
  printLines(lines);
  process.exitCode = exitCode;
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  command
    .option('--ledger <file>', 'ledger of the runs (CANVAS_LEDGER, else canvas-ledger.jsonl)')
    .option('--config <file>', 'config file that doctor has written')
    .option('--run <id>', 'this run only')
    .addHelpText('after', help)
    .action(run);
};
