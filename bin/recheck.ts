// canvas-harness recheck: recomputes a verdict from what was recorded.
import type { Command } from 'commander';
import { recheck } from '../conformance/recheck/recheck.ts';
import { printLines } from './print-lines.ts';

const run = async (folder: string): Promise<void> => {
  const { agrees, lines } = await recheck(folder);
  printLines(lines);
  process.exitCode = agrees ? 0 : 1;
};

/** Gives the command its argument and its action. */
export const define = (command: Command): void => {
  command
    .argument('[folder]', 'folder of the reports', 'reports')
    .addHelpText('after', '\nExample:\n  canvas-harness recheck reports\n')
    .action(run);
};
