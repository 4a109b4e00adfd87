// The reports of a run: files for people and pipelines, and lines for the terminal.
export { checkFormatters, replayToFormatters } from './replay-to-formatters.ts';
export { resultLines } from './terminal-lines.ts';
export { claimFolder, judgeRun } from './write-reports.ts';
