// canvas-harness editions: what the editions of the contract are, how they differ, and which of them a server has.
import { Argument, Option, type Command } from 'commander';
import type { Edition } from '../schemas/editions.ts';
import { editionFrom } from './options.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const list = async ({ json = false }: { readonly json?: boolean }): Promise<void> => {
  const { editionLines, listedEditions } = await import('../conformance/editions/listing.ts');
  print(json ? JSON.stringify(listedEditions(), null, 2) : editionLines().join('\n'));
};

const diff = async (from: Edition, to: Edition, { format }: { readonly format: string }): Promise<void> => {
  const [{ difference }, { asMarkdown, asText }] = await Promise.all([
    import('../conformance/editions/difference.ts'),
    import('../conformance/editions/difference-text.ts'),
  ]);
  const found = difference(from, to);
  if (format === 'json') print(JSON.stringify(found, null, 2));
  else print(format === 'markdown' ? asMarkdown(found) : asText(found));
};

const edition = (name: string, description: string): Argument => new Argument(name, description).argParser(editionFrom);

const addDiff = (editions: Command): void => {
  editions
    .command('diff')
    .description('what changes from one edition to another, and what a client has to change')
    .addArgument(edition('<from>', 'the edition you have'))
    .addArgument(edition('<to>', 'the edition you go to; latest is the newest'))
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'markdown', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExample:\n  canvas-harness editions diff 2024-01-16 latest --format markdown > changes.md\n',
    )
    .action(diff);
};

/** Adds the command with its subcommands. */
export const addEditions = (program: Command): void => {
  const editions = program
    .command('editions')
    .description('list the dated editions of the contract; compare, detect, check and upgrade between them')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  canvas-harness editions\n  canvas-harness editions diff 2024-01-16 2024-04-19\n',
    )
    .action(list);
  for (const add of [addDiff]) add(editions);
  for (const sub of editions.commands)
    sub.exitOverride().showHelpAfterError(`(canvas-harness editions ${sub.name()} --help)`);
};
