// What changed between two verdicts.
import { readVerdict } from './verdict-file.ts';
import type { RuleVerdict } from './verdict/rule-verdict.ts';
import type { VerdictDocument } from './verdict/verdict.ts';

export interface Comparison {
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
  absent: 2,
  observed: 3,
  reworded: 3,
  verified: 4,
};

const wordOf = (rule: RuleVerdict | undefined): string =>
  rule === undefined ? 'absent' : `${rule.verdict}${rule.observation === undefined ? '' : ` ${rule.observation}`}`;

const direction = (before: Word, after: Word): string => {
  if (places[before] === places[after]) return 'changed';
  return places[after] > places[before] ? 'better' : 'worse';
};

const ruleLines = (before: VerdictDocument, after: VerdictDocument): readonly string[] => {
  const olds = new Map(before.rules.map((rule) => [rule.id, rule]));
  const news = new Map(after.rules.map((rule) => [rule.id, rule]));
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((id) => {
    const [old, now] = [olds.get(id), news.get(id)];
    if (wordOf(old) === wordOf(now)) return [];
    const how = direction(old?.verdict ?? 'absent', now?.verdict ?? 'absent');
    return [`${how.padEnd(8)} ${id}: ${wordOf(old)} -> ${wordOf(now)}${now?.reason === undefined ? '' : ` (${now.reason})`}`];
  });
};

const circumstances = (verdict: VerdictDocument): Readonly<Record<string, string>> => ({
  conclusion: verdict.conclusion,
  divergence: `${verdict.divergence.violated}/${verdict.divergence.exercised}`,
  coverage: `${verdict.coverage.exercised}/${verdict.coverage.applicable}`,
  edition: verdict.edition,
  target: verdict.target.kind === 'mock' ? 'mock' : verdict.target.baseUrl,
  harness: verdict.harness.version,
  'rule set': verdict.ruleSet.digest,
});

/** What changed between two verdicts. Times, durations and ports do not count. */
export const compareVerdicts = (before: VerdictDocument, after: VerdictDocument): Comparison => {
  const [olds, news] = [circumstances(before), circumstances(after)];
  const changes = Object.keys(olds)
    .filter((name) => olds[name] !== news[name])
    .map((name) => `${name.padEnd(10)} ${olds[name] ?? ''} -> ${news[name] ?? ''}`);
  const lines = [...changes, ...ruleLines(before, after)];
  return lines.length === 0
    ? { isSame: true, lines: [`The same verdict on each of ${after.rules.length} rules.`] }
    : { isSame: false, lines };
};

/** Compares two verdict.json files. */
export const comparison = (before: string, after: string): Comparison =>
  compareVerdicts(readVerdict(before), readVerdict(after));
