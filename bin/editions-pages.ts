// canvas-harness editions check, draft and watch: how a page differs from an edition, and from its former revisions.
import { shownJson } from '../schemas/controls.ts';
import { statSync } from 'node:fs';
import { Option, type Command } from 'commander';
import {
  changesText,
  checkPage,
  dayIn,
  draftsOf,
  draftText,
  watchPages,
  watchText,
} from '../conformance/editions/index.ts';
import { Stop } from '../conformance/run/exit-codes.ts';
import { readNamedFile } from '../conformance/run/named-file.ts';
import type { Edition } from '../schemas/editions/editions.ts';
import { editionFrom } from './options.ts';
import { printLines } from './print-lines.ts';

interface CheckOptions {
  readonly base?: Edition;
  readonly json?: boolean;
}

const check = (file: string, { base, json = false }: CheckOptions): void => {
  const found = checkPage(readNamedFile(file), file, base);
  if ('fault' in found) throw new Stop('usage', found.fault);
  printLines([json ? shownJson(found, 2) : changesText(found.changes, found.against)]);
  process.exitCode = found.changes.length === 0 ? 0 : 1;
};

interface DraftOptions extends CheckOptions {
  readonly since?: string;
}

const draft = (file: string, { base, since = dayIn(file), json = false }: DraftOptions): void => {
  if (since === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(since))
    throw new Stop('usage', 'name the day of the new edition: --since YYYY-MM-DD');
  const found = checkPage(readNamedFile(file), file, base);
  if ('fault' in found) throw new Stop('usage', found.fault);
  const drafts = draftsOf(found.changes, since);
  printLines([json ? shownJson(drafts, 2) : draftText(drafts, since)]);
};

const watch = (folder: string, { json = false }: { readonly json?: boolean }): void => {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined)
    throw new Stop('usage', `${folder} is neither a folder nor a file`);
  const found = watchPages(folder);
  printLines([json ? shownJson(found, 2) : watchText(found)]);
  process.exitCode = found.length === 0 ? 0 : 1;
};

/** Adds the command that holds a page against an edition. */
export const addCheck = (editions: Command): void => {
  editions
    .command('check')
    .description(
      'hold a page against that of an edition: what changed, moved, came or went, and the rules to look at again',
    )
    .argument(
      '<page>',
      'the page, as Markdown or as rendered text; or the rendered text of a page beside it, such as slot.txt',
    )
    .addOption(
      new Option(
        '--base <date>',
        'the edition whose page it is held against; the newest that is not after the day in the path unless given',
      ).argParser(editionFrom),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExits 0 where nothing differs, 1 where something is to be looked at.\n\nExample:\n  canvas-harness editions check appointment.md --base latest\n',
    )
    .action(check);
};

/** Adds the command that runs over the revisions of a page. */
export const addWatch = (editions: Command): void => {
  editions
    .command('watch')
    .description("run over the revisions of the page: when which rule's place changed")
    .argument(
      '<place>',
      'a git repository, a file in one, or a folder with dated copies: pages named appointment.md or .txt, or a text dump that holds the page',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExits 0 where no revision changes anything, 1 where one does.\n\nExample:\n  canvas-harness editions watch pages\n',
    )
    .action(watch);
};

/** Adds the command that opens the next edition from a page. */
export const addDraft = (editions: Command): void => {
  editions
    .command('draft')
    .description('stubs for the next edition from a page: rules, scenarios, decisions to look at, questions for probe')
    .argument('<page>', 'the page, as Markdown or as rendered text')
    .addOption(new Option('--base <date>', 'the edition it is held against, as in check').argParser(editionFrom))
    .option('--since <day>', 'the day of the new edition; that in the path unless given')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  canvas-harness editions draft appointment.txt --base 2026-03-09 --since 2026-06-22\n',
    )
    .action(draft);
};
