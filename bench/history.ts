// The ratios of past releases: bench/history.ndjson, one line a release.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { harness } from '../conformance/run/package.ts';

/** What was measured, to its ratio; more is better. */
export type Ratios = Readonly<Record<string, number>>;

const file = new URL('./history.ndjson', import.meta.url);

/** How much of a ratio may be lost before it counts as fallen. */
const tolerance = 0.2;

/** The ratios of the last release. Throws where none is recorded. */
export const lastRatios = (): Ratios => {
  const line = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) : undefined;
  if (line === undefined || line === '')
    throw new Error('bench/history.ndjson is empty: run npm run bench -- --record');
  return (JSON.parse(line) as { readonly ratios: Ratios }).ratios;
};

/** Adds the ratios of this version. */
export const recordRatios = (ratios: Ratios): void => {
  const rounded = Object.fromEntries(Object.entries(ratios).map(([name, ratio]) => [name, Number(ratio.toFixed(3))]));
  appendFileSync(file, `${JSON.stringify({ version: harness.version, node: process.version, ratios: rounded })}\n`);
};

/** The names whose ratio has fallen by more than a fifth. */
export const fallenIn = (now: Ratios, before: Ratios): readonly string[] =>
  Object.entries(before)
    .filter(([name, ratio]) => (now[name] ?? 0) < ratio * (1 - tolerance))
    .map(([name]) => name);
