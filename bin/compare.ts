// canvas-harness compare: what changed between two runs.
import type { Command } from 'commander';
import { comparison } from '../conformance/compare/compare.ts';
import { printLines } from './print-lines.ts';

const run = (before: string, after: string): void => {
  const { isSame, lines } = comparison(before, after);
  printLines(lines);
  process.exitCode = isSame ? 0 : 1;
};

/** Gives the command its arguments and its action. */
export const define = (command: Command): void => {
  command
    .argument('<before>', 'verdict.json of one run, or its folder')
    .argument('<after>', 'verdict.json of the other')
    .addHelpText('after', '\nExample:\n  canvas-harness compare main/verdict.json reports/verdict.json\n')
    .action(run);
};
