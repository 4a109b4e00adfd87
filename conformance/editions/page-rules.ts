// Which rules rest on a place of the page: those whose sentence it was, or those of its topic whose words come nearest.
import { isInEdition } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { isSumOf } from '../../schemas/editions/page-sums.ts';
import { ruleIds, ruleOf, topicOf, type RuleId } from '../../schemas/rules/index.ts';
import { attributeAt, interactionsAt, isParameter, topicsAt } from './page-places.ts';
import { pageSentences } from './page-sentences.ts';

/** What is known of a place that differs. */
interface Finding {
  /** The topics of the page, where it is a neighbour of that on Appointment; else those of the place count. */
  readonly topics?: readonly string[];
  readonly place: string;
  /** The checksums of what is gone from there or has come to it. */
  readonly sums: readonly string[];
  /** What has come to it. */
  readonly passages: readonly string[];
  /** The checksums of all that the earlier page says on the same attribute. */
  readonly around: readonly string[];
}

/** Whether a rule rests on a passage, given by its short checksum. */
export const isRestingOn = (id: RuleId, short: string): boolean => {
  const { sum, also = [] } = ruleOf(id).source;
  const later = pageSentences[id]?.split(' ') ?? [];
  return [...(sum === undefined ? [] : [sum]), ...also, ...later].some((one) => isSumOf(one, short));
};

const wordsIn = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.map((word) => word.replace(/s$/, '')),
  );

/** How many of the words of a place and its passages a rule's id and statement have, against all they have. */
const likenessOf = (text: string, rule: RuleId): number => {
  const [words, others] = [wordsIn(text), wordsIn(`${rule} ${ruleOf(rule).statement}`)];
  const common = [...words].filter((word) => others.has(word)).length;
  return common / Math.max(1, others.size);
};

/** The rules of a list whose words come nearest to a text, at most so many. */
const findNearestRules = (text: string, rules: readonly RuleId[], max: number): readonly RuleId[] =>
  rules
    .map((id) => ({ id, likeness: likenessOf(text, id) }))
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, max)
    .map(({ id }) => id);

/** The rules that a test holds for; all of them where it holds for none. */
const preferRules = (rules: readonly RuleId[], test: (id: RuleId) => boolean): readonly RuleId[] => {
  const some = rules.filter(test);
  return some.length === 0 ? rules : some;
};

/** The rules on whether an update needs its id, in the editions that have them. */
const onId: readonly RuleId[] = ['interaction/update-needs-id', 'interaction/update-target'];

/** Whether a place only marks where its attribute is required, or left out. */
const isMark = (place: string): boolean => /\.(?:required\w*|exclude_in)$/.test(place);

/** The rules on members being required, where a mark of that came or went. */
const onRequired = (place: string, inForce: readonly RuleId[]): readonly RuleId[] => {
  if (!isMark(place) || place.endsWith('exclude_in')) return [];
  const required: readonly RuleId[] = ['interaction/required-members'];
  return [...(attributeAt(place).join() === 'id' ? onId : []), ...required].filter((id) => inForce.includes(id));
};

/** What a place says, as words: the names of its attribute, also in parts, and its passages. */
const wordsAt = (place: string, passages: readonly string[]): string =>
  [
    attributeAt(place)
      .map((part) => `${part} ${part.replace(/([A-Z])/g, ' $1')}`)
      .join(' ') || place,
    ...passages,
  ].join(' ');

/** Whether the section that a rule rests on is a part of a place, as `section duration` is of `search.query-parameters.duration`. */
const isOfSection = (id: RuleId, place: string): boolean => {
  const section = ruleOf(id)
    .source.at.replace(/^section /, '')
    .replaceAll(' ', '-');
  return place.toLowerCase().split('.').includes(section.toLowerCase());
};

/** The rules of a neighbour's topics that rest on a section of it, or those whose words come nearest. */
const rulesOfNeighbour = ({ place, passages, topics = [] }: Finding, inForce: readonly RuleId[]): readonly RuleId[] => {
  const interactions = interactionsAt(place);
  const ofTopic = inForce.filter((id) => topics.includes(topicOf(id)));
  const candidates = preferRules(ofTopic, (id) => ruleOf(id).on.some((one) => interactions.includes(one)));
  const ofSection = ofTopic.filter((id) => isOfSection(id, place));
  return ofSection.length > 0 ? ofSection : findNearestRules(wordsAt(place, passages), candidates, 3);
};

/** The rules of an edition for what differs at a place, the nearest first. */
export const rulesAt = (finding: Finding, edition: Edition): readonly RuleId[] => {
  const { place, sums, passages, around } = finding;
  const inForce = ruleIds.filter((id) => isInEdition(id, edition));
  if (finding.topics !== undefined) return rulesOfNeighbour(finding, inForce);
  const [interactions, topics, path] = [interactionsAt(place), topicsAt(place), attributeAt(place)];
  const isOfPlace = (id: RuleId): boolean => topics.includes(topicOf(id));
  const isOfInteraction = (id: RuleId): boolean => ruleOf(id).on.some((one) => interactions.includes(one));
  /** The rules that rest on a passage: those of this place, and only where it says more than a type those of another. */
  const rulesOfPassage = (sum: string): readonly RuleId[] => {
    const rules = inForce.filter((id) => isRestingOn(id, sum));
    const ofPlace = place.endsWith('.type') ? rules.filter(isOfPlace) : preferRules(rules, isOfPlace);
    return preferRules(ofPlace, isOfInteraction);
  };
  const direct = isMark(place) ? [] : [...new Set(sums.flatMap(rulesOfPassage))];
  if (direct.length > 0) return direct;
  const marked = onRequired(place, inForce);
  if (marked.length > 0) return marked;
  const [words, text] = [wordsAt(place, []), wordsAt(place, passages)];
  const candidates = preferRules(inForce.filter(isOfPlace), isOfInteraction);
  const named = path.length < 2 ? [] : candidates.filter((id) => ruleOf(id).source.at.includes(path.join('.')));
  if (named.length > 0) return named;
  if (isParameter(place) && around.length === 0) return ['search/unknown-parameter-is-ignored'];
  const beside = new Set(path.length === 0 ? [] : around.flatMap(rulesOfPassage).filter(isOfPlace));
  if (beside.size > 0) return findNearestRules(text, [...beside], 3);
  return [
    ...new Set(
      (passages.length === 0 ? [''] : passages).flatMap((one) => findNearestRules(`${words} ${one}`, candidates, 1)),
    ),
  ];
};
