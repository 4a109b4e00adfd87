// canvas-harness recheck: recomputes a verdict from what was recorded.
import type { Command } from 'commander';

const run = async (folder: string): Promise<void> => {
  const { recheck } = await import('../conformance/recheck/recheck.ts');
  const { agrees, lines } = await recheck(folder);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = agrees ? 0 : 1;
};

/** Adds the command. */
export const addRecheck = (program: Command): void => {
  program
    .command('recheck')
    .description(
      'judge every recorded scenario again, offline, from messages.ndjson; exits 0 where it agrees, 1 otherwise',
    )
    .argument('[folder]', 'folder of the reports', 'reports')
    .addHelpText('after', '\nExample:\n  canvas-harness recheck reports\n')
    .action(run);
};
