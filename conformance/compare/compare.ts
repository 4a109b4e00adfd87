// What changed between two verdicts.
import { readVerdict } from '../verdict/verdict-file.ts';
import type { RuleVerdict, VerdictDocument } from '../verdict/index.ts';

interface Comparison {
  readonly isSame: boolean;
  readonly lines: readonly string[];
}

type Word = RuleVerdict['verdict'] | 'absent';

/** How good a verdict is; what is not comparable has the same place as before. */
const places: Readonly<Record<Word, number>> = {
  violated: 0,
  'known-deviation': 1,
  inconclusive: 2,
  'not-exercised': 2,
  'not-applicable': 2,
  absent: 2,
  observed: 4,
  reworded: 3,
  verified: 4,
};

const wordOf = (rule: RuleVerdict | undefined): string =>
  rule === undefined ? 'absent' : `${rule.verdict}${rule.observation === undefined ? '' : ` ${rule.observation}`}`;

const placeOf = (rule: RuleVerdict | undefined): number =>
  rule?.observation === 'differently' ? 2 : places[rule?.verdict ?? 'absent'];

const direction = (before: number, after: number): string => {
  if (before === after) return 'changed';
  return after > before ? 'better' : 'worse';
};

const ruleLines = (before: VerdictDocument, after: VerdictDocument): readonly string[] => {
  const olds = new Map(before.rules.map((rule) => [rule.id, rule]));
  const news = new Map(after.rules.map((rule) => [rule.id, rule]));
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((id) => {
    const [old, now] = [olds.get(id), news.get(id)];
    if (wordOf(old) === wordOf(now)) return [];
    const how = direction(placeOf(old), placeOf(now));
    return [
      `${how.padEnd(8)} ${id}: ${wordOf(old)} -> ${wordOf(now)}${now?.reason === undefined ? '' : ` (${now.reason})`}`,
    ];
  });
};

type Facts = Readonly<Record<string, string>>;

const results = ({ conclusion, divergence, coverage }: VerdictDocument): Facts => ({
  conclusion,
  divergence: `${divergence.violated}/${divergence.exercised}`,
  coverage: `${coverage.exercised}/${coverage.applicable}`,
});

const circumstances = ({ edition, target, harness, ruleSet }: VerdictDocument): Facts => ({
  edition,
  target: target.kind === 'mock' ? 'mock' : target.baseUrl,
  harness: harness.version,
  'rule set': ruleSet.digest,
});

const changesIn = (before: Facts, after: Facts): readonly string[] =>
  Object.keys(before)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name.padEnd(10)} ${before[name] ?? ''} -> ${after[name] ?? ''}`);

/** What changed between two verdicts. Other circumstances are told, but only other verdicts are a change. */
export const compareVerdicts = (before: VerdictDocument, after: VerdictDocument): Comparison => {
  const notes = changesIn(circumstances(before), circumstances(after));
  const changes = [...changesIn(results(before), results(after)), ...ruleLines(before, after)];
  const same = `The same verdict on each of ${after.rules.length} rules.`;
  return { isSame: changes.length === 0, lines: [...notes, ...(changes.length === 0 ? [same] : changes)] };
};

/** Compares two verdict.json files. */
export const comparison = (before: string, after: string): Comparison =>
  compareVerdicts(readVerdict(before), readVerdict(after));
