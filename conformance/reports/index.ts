// The reports of a run: files for people and pipelines, and lines for the terminal.
export { resultLines } from './terminal.ts';
export { claimFolder, writeReports } from './write.ts';
