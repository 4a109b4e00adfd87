// canvas-harness editions: what the editions of the contract are, how they differ, and which of them a server has.
import { shownJson } from '../schemas/controls.ts';
import { say } from '../schemas/say.ts';
import { Argument, Option, type Command } from 'commander';
import {
  detect,
  detectionExit,
  detectionText,
  baseUrlFrom,
  environmentFor,
  asMarkdown,
  asText,
  difference,
  upgradeOf,
  upgradeText,
  editionLines,
  listedEditions,
} from '../conformance/editions/index.ts';
import { editionOfJournal, readJournal } from '../conformance/traffic/index.ts';
import { defaultEdition, editionAfter, type Edition } from '../schemas/editions/editions.ts';
import type { Validation } from '../schemas/rules/rule.ts';
import { environmentOf } from '../conformance/live/index.ts';
import { addCheck, addDraft, addWatch } from './editions-pages.ts';
import { addLimits, type LimitOptions } from './live-options.ts';
import { editionFrom, validationOption } from './options.ts';
import { printLines } from './print-lines.ts';

const list = ({ json = false }: { readonly json?: boolean }): void => {
  printLines([json ? shownJson(listedEditions(), 2) : editionLines().join('\n')]);
};

const diff = (from: Edition, to: Edition, { format }: { readonly format: string }): void => {
  const found = difference(from, to);
  if (format === 'json') printLines([shownJson(found, 2)]);
  else printLines([format === 'markdown' ? asMarkdown(found) : asText(found)]);
};

interface DetectOptions extends LimitOptions {
  readonly json?: boolean;
}

const askServer = async (url: string, { json = false, config, ...options }: DetectOptions): Promise<void> => {
  const baseUrl = baseUrlFrom(url);
  const environment = environmentFor(
    baseUrl,
    environmentOf({ exported: process.env, config, options: { ...options, baseUrl } }),
  );
  const found = await detect(baseUrl, environment, say);
  printLines([json ? shownJson(found, 2) : detectionText(found)]);
  process.exitCode = detectionExit[found.result];
};

interface UpgradeOptions {
  readonly journal: string;
  readonly from?: Edition;
  readonly to?: Edition;
  readonly validation: Validation;
  readonly json?: boolean;
}

const upgrade = async ({ journal, to, validation, json = false, ...options }: UpgradeOptions): Promise<void> => {
  const from = options.from ?? (await editionOfJournal(journal)) ?? defaultEdition;
  const found = await upgradeOf(await readJournal(journal), from, to ?? editionAfter(from) ?? from, validation);
  printLines([json ? shownJson(found, 2) : upgradeText(found)]);
  process.exitCode = found.affected.length === 0 ? 0 : 1;
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
      `\nExample:\n  canvas-harness editions diff ${defaultEdition} latest --format markdown > changes.md\n`,
    )
    .action(diff);
};

const addDetect = (editions: Command): void => {
  const command = editions
    .command('detect')
    .description('tell which edition a server behaves like, by reads and by writes that every edition refuses')
    .argument('<url>', 'the FHIR base')
    .option('--config <file>', 'config file that doctor has written');
  addLimits(command)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The token comes from CANVAS_ACCESS_TOKEN, or from CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET; a mock on this machine
needs none. It writes as verify does: within the fence and the budget, and into the ledger. Every create names a type that
does not exist, and no people but those of CANVAS_PRACTITIONER_ID and CANVAS_PATIENT_ID (on this machine those that a search
finds); without them an unknown practitioner stands there, and some editions cannot be told apart. At the first write that
is accepted all the same it stops, and puts away what was created.

Exit codes: 0 one edition fits, 1 the evidence is mixed, 3 more than one edition fits or no answer,
5 an address, a certificate or a token has to be set, 6 a write that had to be refused was accepted.

Example:
  canvas-harness editions detect http://127.0.0.1:4010
`,
    )
    .action(askServer);
};

const addUpgrade = (editions: Command): void => {
  editions
    .command('upgrade')
    .description('what another edition means for your application, from the journal of its run against the mock')
    .requiredOption('--journal <export>', 'the journal: the address of a running mock, an export of it, or a HAR file')
    .addOption(
      new Option(
        '--from <date>',
        `the edition it was run against; a running mock says its own, else ${defaultEdition}`,
      ).argParser(editionFrom),
    )
    .addOption(new Option('--to <date>', 'the edition to go to; the next one unless given').argParser(editionFrom))
    .addOption(validationOption())
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Exits 0 where every request would be answered as before, 1 where some would not.

Examples:
  canvas-harness editions upgrade --journal http://127.0.0.1:4010
  canvas-harness editions upgrade --journal journal.json --to latest
`,
    )
    .action(upgrade);
};

/** Gives the command its options, its action and its subcommands. */
export const define = (editions: Command): void => {
  editions
    .option('--json', 'print JSON')
    // So that --json behind a subcommand is that of the subcommand.
    .enablePositionalOptions()
    .addHelpText(
      'after',
      `\nExamples:\n  canvas-harness editions\n  canvas-harness editions diff ${defaultEdition} latest\n`,
    )
    .action(list);
  for (const add of [addDiff, addCheck, addDraft, addWatch, addDetect, addUpgrade]) add(editions);
  for (const sub of editions.commands)
    sub.exitOverride().showHelpAfterError(`(canvas-harness editions ${sub.name()} --help)`);
};
