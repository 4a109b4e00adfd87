// Reads the feature files without running anything: the only place that does so.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import { parse as parseTags } from '@cucumber/tag-expressions';
import { packageRoot } from '../run/package.ts';
import type { Pickle } from './messages/index.ts';

type GherkinDocument = ReturnType<Parser<unknown>['parse']>;

interface Feature {
  /** The path from the root of the package. */
  readonly uri: string;
  readonly document: GherkinDocument;
}

const newId = IdGenerator.incrementing();

/** The run itself says what is wrong with a feature that cannot be parsed: here it is left out. */
const parsed = (uri: string): readonly Feature[] => {
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    return [{ uri, document: parser.parse(readFileSync(join(packageRoot, uri), 'utf8')) }];
  } catch {
    return [];
  }
};

/** Asks of all appointments, which tells most where the other scenarios have made theirs. */
const lastFeature = 'features/searchset.feature';

/** Whether a feature file has a scenario of one of some rules. */
const isAbout = (uri: string, rules: readonly string[]): boolean => {
  const tags: readonly string[] = readFileSync(join(packageRoot, uri), 'utf8').match(/@rule:[\w/-]+/g) ?? [];
  return rules.some((rule) => tags.includes(`@rule:${rule}`));
};

/** The paths of the feature files about some rules (none: of all), from the root of the package, in the order in which they run. */
export const featurePathsFor = (rules: readonly string[]): readonly string[] =>
  rules.length === 0 ? featurePaths() : featurePaths().filter((uri) => isAbout(uri, rules));

/** The paths of all feature files. */
const featurePaths = (): readonly string[] => {
  const paths = readdirSync(join(packageRoot, 'features'), { recursive: true })
    .map((name) => `features/${String(name)}`)
    .filter((uri) => uri.endsWith('.feature'))
    .toSorted();
  return [...paths.filter((uri) => uri !== lastFeature), ...paths.filter((uri) => uri === lastFeature)];
};

const features = (): readonly Feature[] => featurePaths().flatMap(parsed);

/** The scenarios that a tag expression chooses, in the order in which they run. */
export const scenariosFor = (tags: string | undefined): readonly Pickle[] => {
  const expression = tags === undefined ? undefined : parseTags(tags);
  return features()
    .flatMap(({ uri, document }) => compile(document, uri, newId))
    .filter((pickle) => expression?.evaluate(pickle.tags.map(({ name }) => name)) ?? true);
};

/** A Gherkin Rule of a feature, with the file that it stands in. */
interface FeatureRule {
  readonly uri: string;
  readonly tags: readonly { readonly name: string }[];
  /** Names of its scenarios and scenario outlines. */
  readonly scenarios: readonly string[];
}

/** Every Gherkin Rule of the features. */
export const featureRules = (): readonly FeatureRule[] =>
  features().flatMap(({ uri, document: { feature } }) =>
    (feature?.children ?? []).flatMap(({ rule }) =>
      rule === undefined
        ? []
        : [{ uri, tags: rule.tags, scenarios: rule.children.flatMap(({ scenario }) => scenario?.name ?? []) }],
    ),
  );
