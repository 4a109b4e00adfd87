// canvas-harness merge: one verdict from the shards of a run.
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { mergedMessages } from '../conformance/merge/merge.ts';
import { claimFolder, judgeRun, resultLines } from '../conformance/reports/index.ts';
import { printLines } from './print-lines.ts';

interface Options {
  readonly out: string;
  readonly cucumberHtml?: boolean;
}

const run = async (folders: readonly string[], { out, cucumberHtml = false }: Options): Promise<void> => {
  const envelopes = mergedMessages(folders);
  const folder = resolve(out);
  claimFolder(folder);
  const verdict = await judgeRun(folder, envelopes, { cucumberHtml });
  printLines(resultLines(verdict, out));
  process.exitCode = verdict.exitCode;
};

/** Gives the command its arguments, its options and its action. */
export const define = (command: Command): void => {
  command
    .argument('<folders...>', 'the folders of all shards, in any order')
    .option('--out <folder>', 'folder for the reports', 'reports')
    .option('--cucumber-html', "write cucumber's own HTML report, too")
    .addHelpText(
      'after',
      `
Example:
  canvas-harness verify --shard 1/2 --out part-1
  canvas-harness verify --shard 2/2 --out part-2
  canvas-harness merge part-1 part-2
`,
    )
    .action(run);
};
