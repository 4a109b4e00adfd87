// The reports of a run: files for people and pipelines, and lines for the terminal.
export { resultLines } from './terminal-lines.ts';
export { claimFolder, judgeRun } from './write-reports.ts';
