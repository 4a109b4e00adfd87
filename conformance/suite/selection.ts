// Which rules a run is about: ids and topics as asked for, turned into a tag expression for cucumber.
import { parse as parseTags } from '@cucumber/tag-expressions';
import { isInForceUnder, type ContractChoice } from '../../schemas/contract.ts';
import { ruleIds, topicOf, type RuleId } from '../../schemas/rules/index.ts';
import { Stop } from '../run/exit-codes.ts';
import { nearestName } from '../../schemas/nearest.ts';

/** The entries of a table that words name, be it by id or by topic. `one` is what an entry is called. */
export const idsNamed = <Id extends string>(
  words: readonly string[],
  ids: readonly Id[],
  one: string,
): readonly Id[] => {
  const namedBy = (word: string): readonly Id[] => {
    const found = ids.filter((id) => id === word || topicOf(id) === word);
    if (found.length > 0) return found;
    const near = nearestName(word, [...new Set(ids.map(topicOf)), ...ids]);
    throw new Stop('usage', `no ${one} or topic is called '${word}'; did you mean '${near}'?`);
  };
  return [...new Set(words.flatMap(namedBy))];
};

/** The rules that a list of ids and topics names. */
export const rulesNamed = (words: readonly string[]): readonly RuleId[] => idsNamed(words, ruleIds, 'rule');

const tag = (id: RuleId): string => `@rule:${id}`;

/** The tag expression for the rules asked for (none: all), without those that do not hold. */
export const tagExpression = (
  contract: ContractChoice,
  asked: readonly RuleId[],
  tags: string | undefined,
): string | undefined => {
  const absent = ruleIds.filter((id) => !isInForceUnder(id, contract)).map(tag);
  const parts = [
    ...(asked.length === 0 ? [] : [asked.map(tag).join(' or ')]),
    ...(absent.length === 0 ? [] : [`not (${absent.join(' or ')})`]),
    ...(tags === undefined ? [] : [tags]),
  ];
  return parts.length === 0 ? undefined : parts.map((part) => `(${part})`).join(' and ');
};

/** Refuses a tag expression that cucumber would not understand. */
export const checkTags = (expression: string | undefined): void => {
  if (expression === undefined) return;
  if (expression.trim() === '') throw new Stop('usage', '--tags is empty: leave it out to run every scenario');
  try {
    parseTags(expression);
  } catch (error) {
    throw new Stop('usage', `--tags is not a tag expression: ${(error as Error).message.split('\n')[0] ?? expression}`);
  }
};
