// The scenarios of the suite as cucumber would compile them, without running anything.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Pickle } from './messages/envelope.ts';
import { packageRoot } from '../run/package.ts';
import type { Pickled } from '../../targets/live/arrangement.ts';

export type Scenario = Pickle & Pickled;

interface Gherkin {
  readonly Parser: new (builder: unknown, matcher: unknown) => { readonly parse: (text: string) => object };
  readonly AstBuilder: new (newId: () => string) => unknown;
  readonly GherkinClassicTokenMatcher: new () => unknown;
  readonly compile: (document: object, uri: string, newId: () => string) => readonly Scenario[];
}

const fromCucumber = createRequire(createRequire(import.meta.url).resolve('@cucumber/cucumber/package.json'));

const parsedFile = (gherkin: Gherkin, uri: string, newId: () => string): readonly Scenario[] => {
  const parser = new gherkin.Parser(new gherkin.AstBuilder(newId), new gherkin.GherkinClassicTokenMatcher());
  try {
    return gherkin.compile(parser.parse(readFileSync(join(packageRoot, uri), 'utf8')), uri, newId);
  } catch {
    // The run itself says what is wrong with a feature that cannot be parsed.
    return [];
  }
};

interface TagExpressions {
  readonly default: (expression: string) => { readonly evaluate: (tags: readonly string[]) => boolean };
}

/** The scenarios that a tag expression chooses, in the order in which they run. */
export const scenariosFor = (tags: string | undefined): readonly Scenario[] => {
  const gherkin = fromCucumber('@cucumber/gherkin') as Gherkin;
  const { default: parse } = fromCucumber('@cucumber/tag-expressions') as TagExpressions;
  let count = 0;
  const newId = (): string => String((count += 1));
  const expression = tags === undefined ? undefined : parse(tags);
  return readdirSync(join(packageRoot, 'features'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.feature'))
    .toSorted()
    .flatMap((name) => parsedFile(gherkin, `features/${name}`, newId))
    .filter((scenario) => expression?.evaluate(scenario.tags.map(({ name }) => name)) ?? true);
};
