// canvas-harness deviations remove: takes entries out of a file of known deviations.
import type { Command } from 'commander';

const run = async (rules: readonly string[], { file }: { readonly file: string }): Promise<void> => {
  const { removeDeviations } = await import('../conformance/deviations/edit.ts');
  removeDeviations(file, rules);
  process.stdout.write(`${file}: removed ${rules.join(', ')}\n`);
};

/** Adds the command. */
export const addDeviations = (program: Command): void => {
  program
    .command('deviations')
    .description('look after a file of known deviations')
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
