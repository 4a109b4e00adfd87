// What only the feature files know: the keyword of a step, the name of a feature and of a Gherkin Rule.
import type { GherkinChild, GherkinDocument } from './envelope.ts';

export interface Gherkin {
  /** File to name of the feature. */
  readonly features: ReadonlyMap<string, string>;
  /** Id of a scenario to the name of the Gherkin Rule it stands under. */
  readonly rules: ReadonlyMap<string, string>;
  /** Id of a step to its keyword. */
  readonly keywords: ReadonlyMap<string, string>;
}

interface Placed {
  readonly rule: string;
  readonly child: GherkinChild;
}

const placed = (children: readonly GherkinChild[], rule = ''): readonly Placed[] =>
  children.flatMap((child) =>
    child.rule === undefined ? [{ rule, child }] : placed(child.rule.children, child.rule.name),
  );

/** Reads the parsed feature files of a stream. */
export const gherkinOf = (documents: readonly GherkinDocument[]): Gherkin => {
  const children = documents.flatMap(({ feature }) => placed(feature?.children ?? []));
  return {
    features: new Map(documents.map(({ uri = '', feature }) => [uri, feature?.name ?? uri])),
    rules: new Map(
      children.flatMap(({ rule, child: { scenario } }) =>
        scenario === undefined ? [] : [[scenario.id, rule] as const],
      ),
    ),
    keywords: new Map(
      children
        .flatMap(({ child }) => child.scenario?.steps ?? child.background?.steps ?? [])
        .map(({ id, keyword }) => [id, keyword.trim()]),
    ),
  };
};
