// canvas-harness rules: lists the rule table.
import type { Command } from 'commander';
import { listing, tableOf } from '../conformance/reports/rule-listing.ts';
import { editionOption, type EditionOption } from './options.ts';

interface Options extends Partial<EditionOption> {
  readonly topic?: string;
  readonly json?: boolean;
}

const run = ({ edition, topic, json = false }: Options): void => {
  const table = tableOf(edition, topic);
  process.stdout.write(json ? `${JSON.stringify(table, null, 2)}\n` : `${listing(table)}\n`);
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  const edition = editionOption();
  edition.default(undefined);
  command
    .addOption(edition)
    .option('--topic <topic>', 'only the rules of one topic')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  canvas-harness rules --topic status\n  canvas-harness rules --json > rules.json\n',
    )
    .action(run);
};
