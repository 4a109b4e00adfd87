// The feature files of the package: which there are, and which of them some rules stand in.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleId } from '../../schemas/rules/index.ts';
import { packageRoot } from '../run/package.ts';

/** The paths of the feature files from the root of the package. */
export const featureFiles = (): readonly string[] =>
  readdirSync(join(packageRoot, 'features'), { recursive: true })
    .map((name) => `features/${String(name)}`)
    .filter((uri) => uri.endsWith('.feature'))
    .toSorted();

/** The feature files that name one of some rules: the others need not be parsed to run these. */
export const featuresNaming = (rules: readonly RuleId[]): readonly string[] => {
  const tags = new Set(rules.map((id) => `@rule:${id}`));
  const isNaming = (uri: string): boolean =>
    readFileSync(join(packageRoot, uri), 'utf8')
      .match(/@rule:\S+/g)
      ?.some((tag) => tags.has(tag)) ?? false;
  return featureFiles().filter(isNaming);
};
