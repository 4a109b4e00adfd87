// canvas-harness compare: what changed between two runs.
import type { Command } from 'commander';

const run = async (before: string, after: string): Promise<void> => {
  const { comparison } = await import('../conformance/compare/compare.ts');
  const { isSame, lines } = comparison(before, after);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = isSame ? 0 : 1;
};

/** Adds the command. */
export const addCompare = (program: Command): void => {
  program
    .command('compare')
    .description('say what changed between two verdicts; exits 0 where nothing did, 1 otherwise')
    .argument('<before>', 'verdict.json of one run, or its folder')
    .argument('<after>', 'verdict.json of the other')
    .addHelpText('after', '\nExample:\n  canvas-harness compare main/verdict.json reports/verdict.json\n')
    .action(run);
};
