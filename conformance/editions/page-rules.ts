// Which rules rest on a place of the page: those whose sentence it was, or those of its topic whose words come nearest.
import { inEdition } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { definingPage } from '../../schemas/editions/documents.ts';
import { isSumOf } from '../../schemas/editions/page-sums.ts';
import { ruleIds, ruleOf, topicOf, type RuleId } from '../../schemas/rules/index.ts';

/** Part of a place to the topics of its rules. `topicPart` says which part counts. */
const topics: Readonly<Record<string, readonly string[]>> = {
  '401': ['access'],
  '403': ['access'],
  '404': ['interaction'],
  '405': ['interaction'],
  '412': ['interaction'],
  '422': ['booking', 'interaction'],
  search_parameters: ['search'],
  'query-parameters': ['search'],
  responses: ['interaction'],
  errors: ['interaction', 'access'],
  examples: ['interaction', 'read', 'searchset', 'participant', 'appointment-type', 'supporting-information'],
  link: ['searchset'],
  entry: ['searchset'],
  total: ['searchset'],
  contained: ['supporting-information'],
  supportingInformation: ['supporting-information', 'location'],
  extension: ['read'],
  identifier: ['identifier'],
  status: ['status'],
  appointmentType: ['appointment-type'],
  reasonCode: ['reason-code'],
  description: ['reason-code'],
  participant: ['participant'],
  start: ['booking'],
  end: ['booking'],
  id: ['interaction'],
  create: ['booking', 'interaction'],
  update: ['interaction', 'booking', 'participant'],
  read: ['interaction', 'read'],
  search: ['search', 'searchset'],
};

const interactions = new Set(['create', 'read', 'update', 'search']);

/** Whether the last part is what is said of an attribute, and not an attribute of that name. */
const isAspect = (parts: readonly string[]): boolean => !(parts.at(-2) ?? '').endsWith('attributes');

/** The part of a place that tells its topic: the outermost attribute, of an example the status, else the interaction. */
const topicPart = (parts: readonly string[]): string | undefined => {
  const last = (parts.at(-1) ?? '').endsWith('description') && isAspect(parts) ? -1 : undefined;
  const listed = parts.slice(0, last).filter((part) => Object.hasOwn(topics, part));
  if (parts[0] === 'examples') return listed.at(-1);
  return listed.find((part) => !interactions.has(part)) ?? listed[0];
};

const required: readonly RuleId[] = ['interaction/update-needs-id', 'interaction/required-members'];

const wordsIn = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.map((word) => word.replace(/s$/, '')),
  );

/** How many of the words of a place and its passages a rule's id and statement have, against all they have. */
const likeness = (text: string, rule: RuleId): number => {
  const [words, others] = [wordsIn(text), wordsIn(`${rule} ${ruleOf(rule).statement}`)];
  const common = [...words].filter((word) => others.has(word)).length;
  return common / Math.max(1, others.size);
};

const restsOn = (id: RuleId, sums: readonly string[]): boolean => {
  const { document, sum, also = [] } = ruleOf(id).source;
  return (
    document === definingPage &&
    sum !== undefined &&
    [sum, ...also].some((one) => sums.some((part) => isSumOf(one, part)))
  );
};

/** The rule of a list whose words come nearest to a text; none where the list is empty. */
const nearestRule = (text: string, rules: readonly RuleId[]): readonly RuleId[] =>
  rules
    .map((id) => ({ id, likeness: likeness(text, id) }))
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, 1)
    .map(({ id }) => id);

/** The rules of an edition for what is gone from a place, given by its checksums, or has come to it. */
export const rulesAt = (
  place: string,
  sums: readonly string[],
  passages: readonly string[],
  edition: Edition,
): readonly RuleId[] => {
  const inForce = ruleIds.filter((id) => inEdition(id, edition));
  const resting = inForce.filter((id) => restsOn(id, sums));
  if (resting.length > 0) return resting;
  const parts = place.replace(/#\d+/g, '').split('.');
  if (parts.some((part) => part.startsWith('required'))) {
    const marked = required.filter((id) => inForce.includes(id) && (parts.includes('id') || !id.endsWith('needs-id')));
    if (marked.length > 0) return marked;
  }
  const wanted = topics[topicPart(parts) ?? ''] ?? ['interaction'];
  // What is said on updates as a whole is about what they change, in whichever words.
  const whole = /(?:^|\.)update(?:\.description)?$/.test(place) ? (['interaction/partial-update'] as const) : [];
  const candidates = inForce.filter((id) => wanted.includes(topicOf(id)));
  const words = parts.flatMap((one) => [one, one.replace(/([A-Z])/g, ' $1')]).join(' ');
  const asked = passages.length === 0 ? [words] : passages.map((passage) => `${words} ${passage}`);
  return [...new Set([...whole, ...asked.flatMap((text) => nearestRule(text, candidates))])];
};
