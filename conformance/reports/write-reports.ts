// Writes every report of a run into one folder.
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileFault } from '../../schemas/file-fault.ts';
import { Stop } from '../run/exit-codes.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { messagesFile, packMessages, writeMessages, type Envelope } from '../suite/messages/index.ts';
import { verdictOf, type VerdictDocument } from '../verdict/index.ts';
import { badge } from './badge.ts';
import { cucumberHtml, junitXml } from './cucumber-reports.ts';
import { page } from './page/page.ts';
import { summary } from './summary.ts';
import { testReport } from './test-report.ts';

/** Makes sure, before anything runs, that reports can be left in a folder. What an earlier run left there stays. */
export const claimFolder = (folder: string): void => {
  const file = join(folder, messagesFile);
  try {
    makeFolder(folder);
    const isNew = !existsSync(file);
    appendFileSync(file, '');
    if (isNew) rmSync(file);
  } catch (error) {
    throw new Stop('usage', `cannot write reports to ${folder}: ${fileFault(error)}`);
  }
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A report of cucumber's own, or why there is none: it must not cost the verdict. */
const orReason = async (make: () => string | Promise<string>): Promise<string> => {
  try {
    return await make();
  } catch (error) {
    return `<!-- cucumber's formatter could not read these messages: ${(error as Error).message.replaceAll('--', '- -')} -->\n`;
  }
};

interface ReportOptions {
  /** Whether cucumber's own HTML report is written, too: it is larger than all others together. */
  readonly cucumberHtml: boolean;
}

/** Writes the reports of a run. */
export const writeReports = async (
  folder: string,
  envelopes: readonly Envelope[],
  verdict: VerdictDocument,
  options: ReportOptions,
): Promise<void> => {
  const packed = packMessages(envelopes);
  const texts: Readonly<Record<string, string>> = {
    'verdict.json': json(verdict),
    'conformance.html': page(envelopes, verdict),
    'summary.md': summary(verdict),
    'badge.json': json(badge(verdict)),
    'testreport.json': json(testReport(verdict)),
    ...(options.cucumberHtml ? { 'cucumber.html': await orReason(() => cucumberHtml(envelopes)) } : {}),
    'junit.xml': await orReason(() => junitXml(envelopes, verdict)),
  };
  // What an earlier run left would be taken for a report on this one.
  rmSync(join(folder, 'cucumber.html'), { force: true });
  writeMessages(folder, await packed);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
};

/** Judges the messages of a run, and leaves every report in a folder. */
export const judgeRun = async (
  folder: string,
  envelopes: readonly Envelope[],
  options: ReportOptions,
): Promise<VerdictDocument> => {
  const verdict = verdictOf(envelopes);
  await writeReports(folder, envelopes, verdict, options);
  return verdict;
};
