// Holds a newer copy of the page against the rule table: whose sentence is gone or reworded, and which nobody claims.
import { passagesOf, sumOf } from '../../schemas/editions/passage.ts';
import { ruleIds, ruleOf, type RuleId } from '../../schemas/rules/index.ts';
import { definingPage } from '../../schemas/editions/documents.ts';
import { seedPage } from '../../schemas/editions/seed-page.ts';
import { hunksOf } from './hunks.ts';

/** A rule whose sentence the page no longer has, or no longer has everywhere. */
export interface LostRule {
  readonly rule: RuleId;
  readonly statement: string;
  /** Where the sentence stood. */
  readonly at: string;
  /** How often the page has the sentence now, and how often it had it. */
  readonly left: number;
  readonly before: number;
  /** The passage that stands in its place, or comes nearest; null where nothing does. */
  readonly nearest: string | null;
}

/** What is left to look at in a page. */
export interface Findings {
  readonly lost: readonly LostRule[];
  readonly unclaimed: readonly string[];
}

const counted = (sums: readonly string[]): ReadonlyMap<string, number> =>
  sums.reduce((counts, sum) => counts.set(sum, (counts.get(sum) ?? 0) + 1), new Map<string, number>());

/** The sums of the sentences that a rule rests on. */
const sumsOf = (id: RuleId): readonly string[] => {
  const { document, sum, also = [] } = ruleOf(id).source;
  return document === definingPage && sum !== undefined ? [sum, ...also] : [];
};

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[a-z0-9]+/g));

/** The share of words that two texts have in common. */
const likeness = (one: string, other: string): number => {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const common = [...words].filter((word) => others.has(word)).length;
  return common / Math.max(1, words.size + others.size - common);
};

/** The passage that is most like a statement, if any is alike enough. */
const mostAlike = (statement: string, passages: readonly string[], enough: number): string | null => {
  const [best] = passages
    .map((passage) => ({ passage, likeness: likeness(statement, passage) }))
    .toSorted((one, other) => other.likeness - one.likeness);
  return best !== undefined && best.likeness >= enough ? best.passage : null;
};

// What stands in the very place of a sentence is its successor however it is worded; elsewhere it has to be alike.
const alikeElsewhere = 0.25;

/** The new passage in the place from which a sentence has gone, or the one that is most like the rule. */
const nearestOf = (statement: string, inPlace: readonly string[], fresh: readonly string[]): string | null =>
  inPlace.length > 0 ? mostAlike(statement, inPlace, 0) : mostAlike(statement, fresh, alikeElsewhere);

/** Looks a page through, given as its text. */
export const checkPage = (text: string): Findings => {
  const { passages: seed, notRules } = seedPage();
  const passages = passagesOf(text.replace(/\r\n?/g, '\n'));
  const sums = passages.map(sumOf);
  const [before, after] = [counted(seed), counted(sums)];
  const known = new Set([...ruleIds.flatMap(sumsOf), ...Object.values(notRules).flat()]);
  const fresh = [...new Set(passages.filter((_passage, position) => !known.has(sums[position] ?? '')))];
  const hunks = hunksOf(seed, sums);
  const lost = ruleIds.flatMap((rule): LostRule[] => {
    const { statement, source } = ruleOf(rule);
    const gone = sumsOf(rule).filter((sum) => (after.get(sum) ?? 0) < (before.get(sum) ?? 0));
    const inPlace = (sum: string): readonly string[] =>
      hunks
        .filter(({ removed }) => removed.includes(sum))
        .flatMap(({ added }) => added.flatMap((position) => passages[position] ?? []))
        .filter((passage) => fresh.includes(passage));
    return gone.map((sum) => ({
      rule,
      statement,
      at: source.at,
      left: after.get(sum) ?? 0,
      before: before.get(sum) ?? 0,
      nearest: nearestOf(statement, inPlace(sum), fresh),
    }));
  });
  return { lost, unclaimed: fresh };
};

const lostLines = ({ rule, statement, at, left, before, nearest }: LostRule): string =>
  [
    rule,
    `    rests on ${at}: ${statement}`,
    left === 0 ? '    the sentence is gone' : `    the page has the sentence ${left} times instead of ${before}`,
    nearest === null ? '    nothing stands in its place' : `    nearest now: ${nearest}`,
  ].join('\n');

/** The findings as text. */
export const findingsText = ({ lost, unclaimed }: Findings): string => {
  const rules = new Set(lost.map(({ rule }) => rule)).size;
  return [
    ...(lost.length === 0 ? [] : [`Rules to look at again: ${rules}`, ...lost.map(lostLines)]),
    ...(unclaimed.length === 0
      ? []
      : [`Sentences that no rule claims: ${unclaimed.length}`, ...unclaimed.map((passage) => `    ${passage}`)]),
    `${rules} rules lost a sentence, ${unclaimed.length} sentences are new.`,
  ].join('\n\n');
};
