// The two figures, which are never added up, and the count of each verdict.
import { verdicts, type RuleVerdict, type Verdict } from './rule-verdict.ts';

export interface Divergence {
  readonly violated: number;
  readonly exercised: number;
  /** Violated over exercised; nothing where nothing was exercised. */
  readonly share: number | null;
}

export interface Coverage {
  readonly exercised: number;
  readonly applicable: number;
  /** Exercised over applicable; nothing where nothing applies. */
  readonly share: number | null;
}

export type Counts = Readonly<Record<Verdict, number>>;

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

const unreached: ReadonlySet<Verdict> = new Set(['not-exercised', 'not-applicable', 'inconclusive']);

/** True where the target was put to the test: an inconclusive run never reached the rule. */
export const isExercised = ({ verdict }: Pick<RuleVerdict, 'verdict'>): boolean => !unreached.has(verdict);

/** How many rules of each verdict. */
export const countsOf = (rules: readonly RuleVerdict[]): Counts =>
  Object.fromEntries(
    verdicts.map((name): [Verdict, number] => [name, rules.filter(({ verdict }) => verdict === name).length]),
  ) as Counts;

/** How many of the exercised rules are violated. Known deviations are not counted as violated. */
export const divergenceOf = (rules: readonly RuleVerdict[]): Divergence => {
  const exercised = rules.filter(isExercised).length;
  const violated = rules.filter(({ verdict }) => verdict === 'violated').length;
  return { violated, exercised, share: share(violated, exercised) };
};

/** How many of the rules that apply in this edition were exercised. */
export const coverageOf = (rules: readonly RuleVerdict[]): Coverage => {
  const exercised = rules.filter(isExercised).length;
  const applicable = rules.filter((rule) => rule.applicable).length;
  return { exercised, applicable, share: share(exercised, applicable) };
};
