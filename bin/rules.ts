// canvas-harness rules: lists the rule table.
import type { Command } from 'commander';
import { editionOption, type EditionOption } from './options.ts';

interface Options extends Partial<EditionOption> {
  readonly topic?: string;
  readonly json?: boolean;
}

const run = async ({ edition, topic, json = false }: Options): Promise<void> => {
  const { listing, tableOf } = await import('../conformance/reports/rule-listing.ts');
  const table = tableOf(edition, topic);
  process.stdout.write(json ? `${JSON.stringify(table, null, 2)}\n` : `${listing(table)}\n`);
};

/** Adds the command. */
export const addRules = (program: Command): void => {
  const edition = editionOption();
  edition.default(undefined);
  program
    .command('rules')
    .description('list the documented behaviours: id, basis, statement, source, editions')
    .addOption(edition)
    .option('--topic <topic>', 'only the rules of one topic')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  canvas-harness rules --topic status\n  canvas-harness rules --json > rules.json\n',
    )
    .action(run);
};
