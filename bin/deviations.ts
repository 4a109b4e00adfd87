// canvas-harness deviations remove: takes entries out of a file of known deviations.
import type { Command } from 'commander';
import { removeDeviations } from '../conformance/deviations/index.ts';

const run = (rules: readonly string[], { file }: { readonly file: string }): void => {
  removeDeviations(file, rules);
  process.stdout.write(`${file}: removed ${rules.join(', ')}\n`);
};

/** Gives the command its subcommand. */
export const define = (command: Command): void => {
  command
    .command('remove')
    .exitOverride()
    .description('take the entries of rules that now hold out of the file')
    .argument('<rule...>', 'rule ids')
    .requiredOption('--file <file>', 'the file of known deviations')
    .addHelpText(
      'after',
      '\nExample:\n  canvas-harness deviations remove status/cancelled-is-final --file example.yaml\n',
    )
    .action(run);
};
