// The rule table as a person reads it, within 100 columns, and as data.
import { isInEdition } from '../../schemas/contract.ts';
import { sourceText } from '../../schemas/editions/documents.ts';
import { editions, type Edition } from '../../schemas/editions/editions.ts';
import type { Rule } from '../../schemas/rules/rule.ts';
import { ruleIds, ruleOf, topicOf, type RuleId } from '../../schemas/rules/index.ts';
import { Stop } from '../run/exit-codes.ts';
import { nearestName } from '../../schemas/nearest.ts';

type ListedRule = Rule & {
  readonly id: RuleId;
  readonly topic: string;
  readonly editions: readonly Edition[];
};

const topics = [...new Set(ruleIds.map(topicOf))];

/** The rules of an edition and a topic, or of all. */
export const tableOf = (edition?: Edition, topic?: string): readonly ListedRule[] => {
  if (topic !== undefined && !topics.includes(topic)) {
    throw new Stop('usage', `there is no topic '${topic}'; did you mean '${nearestName(topic, topics)}'?`);
  }
  return ruleIds
    .filter(
      (id) => (topic === undefined || topicOf(id) === topic) && (edition === undefined || isInEdition(id, edition)),
    )
    .map((id) => ({
      id,
      topic: topicOf(id),
      editions: editions.filter((date) => isInEdition(id, date)),
      ...ruleOf(id),
    }));
};

/** Breaks a text into lines of at most so many columns, between words where it can. */
const wrapped = (text: string, width: number): readonly string[] =>
  text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);

const refusal = ({ outcome }: ListedRule): readonly string[] =>
  outcome === undefined
    ? []
    : wrapped(`refuses with ${outcome.status} ${outcome.code} "${outcome.text}" (match: ${outcome.match})`, 94);

const entry = (rule: ListedRule): string => {
  const until = rule.until === undefined ? '' : ` until ${rule.until}`;
  const facts = [
    rule.basis,
    sourceText(rule.source),
    `since ${rule.since}${until}`,
    ...(rule.decision === undefined ? [] : [`decision ${rule.decision}`]),
  ];
  const lines = [...wrapped(rule.statement, 94), ...refusal(rule), ...wrapped(facts.join(' · '), 94)];
  return [rule.id, ...lines.map((line) => `    ${line}`)].join('\n');
};

/** The table as text, a paragraph an entry. */
export const listing = (table: readonly ListedRule[]): string =>
  [...table.map(entry), `${table.length} rules`].join('\n\n');
