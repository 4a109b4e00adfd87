// canvas-harness rules: lists the rule table.
import { shownJson } from '../schemas/controls.ts';
import { Option, type Command } from 'commander';
import { listing, tableOf } from '../conformance/reports/rule-listing.ts';
import { contractPage } from '../mock-server/contract-page/index.ts';
import { editionOption, type EditionOption } from './options.ts';
import { writeTo } from './write-out.ts';

interface Options extends Partial<EditionOption> {
  readonly topic?: string;
  readonly json?: boolean;
  readonly html?: string | true;
}

const writePage = (file: string): void => {
  writeTo(file, contractPage().text);
  process.stdout.write(`${file} written\n`);
};

const run = ({ edition, topic, json = false, html }: Options): void => {
  if (html !== undefined) {
    writePage(html === true ? 'contract.html' : html);
    return;
  }
  const table = tableOf(edition, topic);
  process.stdout.write(json ? `${shownJson(table, 2)}\n` : `${listing(table)}\n`);
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  const edition = editionOption();
  edition.default(undefined);
  command
    .addOption(edition)
    .option('--topic <topic>', 'only the rules of one topic')
    .option('--json', 'print JSON')
    .addOption(
      new Option(
        '--html [file]',
        'write every rule with its evidence and an example as one page (contract.html)',
      ).conflicts(['json', 'topic', 'edition']),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  canvas-harness rules --topic status\n  canvas-harness rules --json > rules.json\n  canvas-harness rules --html contract.html\n',
    )
    .action(run);
};
