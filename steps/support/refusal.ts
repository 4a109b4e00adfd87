// How close a refusal has to come to the expected one: the match levels.

import { matches } from './expectation.ts';
import { issueIn, type Issue } from '../../schemas/issue.ts';

export const matchLevels = ['exact', 'template', 'structural', 'refused'] as const;
export type MatchLevel = (typeof matchLevels)[number];

export interface Refusal extends Issue {
  readonly status: number;
}

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9/_-]+/g, ' ')
    .trim();

/** What a refusal quotes of the request, such as an id, has to come back as it was sent, letter by letter. */
const isQuoted = (expected: string, actual: string): boolean =>
  Array.from(expected.matchAll(/'([^'\s]+)'/g)).every(([, value = '']) => actual.includes(value));

const isReworded = (expected: string, actual: string): boolean =>
  words(expected) === words(actual) && isQuoted(expected, actual);

const isSame = (expected: Refusal, actual: Refusal): boolean =>
  expected.status === actual.status && expected.code === actual.code;

const tests: Readonly<Record<MatchLevel, (expected: Refusal, actual: Refusal) => boolean>> = {
  exact: (expected, actual) => isSame(expected, actual) && matches(expected.text, actual.text),
  template: (expected, actual) => isSame(expected, actual) && isReworded(expected.text, actual.text),
  structural: isSame,
  refused: (_expected, actual) => actual.status >= 400 && actual.status < 500,
};

/** Whether a refusal is the expected one at a level. */
export const isRefusedAs = (level: MatchLevel, expected: Refusal, actual: Refusal): boolean =>
  tests[level](expected, actual);

/** The refusal an answer holds; members that are missing are empty. */
export const refusalIn = (status: number, body: unknown): Refusal => ({ status, ...issueIn(body) });
