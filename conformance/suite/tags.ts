// Checks a tag expression before a run is started for it.
import { createRequire } from 'node:module';
import { Stop } from '../run/exit-codes.ts';

interface TagExpressions {
  readonly default: (expression: string) => unknown;
}

const fromCucumber = createRequire(createRequire(import.meta.url).resolve('@cucumber/cucumber/package.json'));

/** Refuses an expression that cucumber would not understand. */
export const checkTags = (expression: string | undefined): void => {
  if (expression === undefined) return;
  if (expression.trim() === '') throw new Stop('usage', '--tags is empty: leave it out to run every scenario');
  const { default: parse } = fromCucumber('@cucumber/tag-expressions') as TagExpressions;
  try {
    parse(expression);
  } catch (error) {
    throw new Stop('usage', `--tags is no tag expression: ${(error as Error).message.split('\n')[0] ?? expression}`);
  }
};
