// find_rule: the table of documented behaviours, by words or by id.
import { z } from 'zod';
import { readExamples } from '../../mock-server/contract-page/index.ts';
import { isInEdition } from '../../schemas/contract.ts';
import { sourceText } from '../../schemas/editions/documents.ts';
import { editionNamed, editionNames, editions } from '../../schemas/editions/editions.ts';
import { nearestName } from '../../schemas/nearest.ts';
import { isRuleId, ruleIds, ruleOf, type RuleId } from '../../schemas/rules/index.ts';
import { fail, say, tool, type Said } from './tool.ts';

const refusalText = (id: RuleId): string => {
  const { outcome } = ruleOf(id);
  return outcome === undefined ? '' : `${outcome.status} ${outcome.code} "${outcome.text}"`;
};

/** How many of some words a rule has: those of its id count twice. */
const scoreOf = (id: RuleId, words: readonly string[]): number => {
  const text = `${ruleOf(id).statement} ${ruleOf(id).on.join(' ')} ${refusalText(id)}`.toLowerCase();
  return words.reduce((sum, word) => sum + (id.includes(word) ? 2 : 0) + (text.includes(word) ? 1 : 0), 0);
};

/** The words of a rule's refusal, without its parameters: by them a text that a server answered is found. */
const wordsIn = (query: string): readonly string[] =>
  query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 || /^\d+$/.test(word));

const line = (id: RuleId): string => `${id}: ${ruleOf(id).statement} ${refusalText(id)}`.trim();

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const details = (id: RuleId): Said => {
  const { statement, on, basis, source, since, until, decision, clientChange } = ruleOf(id);
  const example = readExamples().rules[id];
  const held = editions.filter((edition) => isInEdition(id, edition));
  return say(
    `${id}: ${statement}`,
    `Interactions: ${on.join(', ')}. Evidence: ${basis}. Source: ${sourceText(source)}.`,
    `Editions: ${held.length === editions.length ? 'all' : `since ${since}${until === undefined ? '' : ` until ${until}`}`}.`,
    refusalText(id) && `Refuses with ${refusalText(id)}`,
    clientChange && `For clients: ${clientChange}`,
    decision && `The documents leave this open; decision ${decision} says how it was read.`,
    example && `Example: ${example.request.method} ${example.request.path} answered ${example.answer.status}.`,
    example?.request.body === undefined ? undefined : `Body sent: ${textOf(example.request.body)}`,
  );
};

export const findRule = tool({
  name: 'find_rule',
  title: 'Find a documented behaviour',
  description:
    'Finds what Canvas documents about its FHIR Appointment API. Give words (`cancel update`, `double booking`, `422 patient`), ' +
    'the text of an error, or the id of a rule (`status/cancelled-is-final`). Words give a list of ids; an id gives the whole rule.',
  input: {
    query: z.string().min(1).max(500).describe('Words, the text of an error, or the id of a rule'),
    edition: z
      .enum(['any', ...editionNames])
      .optional()
      .describe('Only rules of this edition of the documentation'),
    limit: z.number().int().min(1).max(50).optional().describe('Rules to list at most; 8 unless said otherwise'),
  },
  isReading: true,
  run: ({ query, edition = 'any', limit = 8 }) => {
    const asked = query.trim();
    if (isRuleId(asked)) return details(asked);
    const held = editionNamed(edition);
    const words = wordsIn(query);
    const scored = ruleIds
      .filter((id) => held === undefined || isInEdition(id, held))
      .map((id) => ({ id, score: scoreOf(id, words) }))
      .filter(({ score }) => score > 0)
      .toSorted((one, other) => other.score - one.score);
    if (scored.length === 0)
      return fail(`No rule has these words. The id nearest to them is ${nearestName(query, ruleIds)}.`);
    const shown = scored.slice(0, limit).map(({ id }) => line(id));
    return say(...shown, `${shown.length} of ${scored.length} rules; call find_rule with an id for the whole rule.`);
  },
});
