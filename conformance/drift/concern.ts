// Which rules a difference concerns by what the request asked and where the answers part, before anything is tried out.
import { ruleIds, type RuleId } from '../../schemas/rules/index.ts';
import type { Difference } from './compare.ts';
import type { Call } from './script.ts';
import type { Comparison } from './sides.ts';

/** Places that one rule, or a few, speak of. */
const byPlace: readonly (readonly [RegExp, readonly RuleId[]])[] = [
  [/^issue(?!\[\d+\]\.(code|details\.text)$)/, ['interaction/outcome-shape']],
  [/^link\.length$/, ['searchset/links', 'searchset/next-link']],
  [/^link(\[\d+\]\.relation)?$/, ['searchset/links', 'searchset/next-link']],
  [/^link\[\d+\]\.url$/, ['searchset/link-urls', 'searchset/paging']],
  [/^entry\[\d+\]\.(?!resource)/, ['searchset/entry']],
  [/^(entry\[\d+\]\.resource\.)?(meta|text|extension|language|implicitRules)\b/, ['read/no-metadata']],
  [/^header location$/, ['interaction/create-location-header', 'interaction/location-has-version']],
  [/^header content-type$/, ['interaction/plain-json']],
  [/^header fumage-correlation-id$/, ['interaction/correlation-id']],
];

/** Search parameters that are not called as their rules are. */
const byParameter: Readonly<Record<string, readonly RuleId[]>> = {
  _id: ['search/id'],
  _sort: ['search/sort', 'search/bad-sort-is-refused'],
  _count: ['searchset/paging', 'search/bad-paging-is-refused'],
  _offset: ['searchset/paging', 'search/bad-paging-is-refused'],
  date: ['search/date', 'search/date-range', 'search/bad-date-is-refused'],
  'appointment-type': ['search/appointment-type', 'search/appointment-type-with-system'],
};

const known: ReadonlySet<string> = new Set(ruleIds);

const rulesOfParameter = (type: string, name: string): readonly string[] => {
  const named = type === 'appointment' ? [`search/${name}`] : [`${type}/${name.replace(/^_/, '')}-finds`];
  const rules = (type === 'appointment' ? byParameter[name] : undefined) ?? named.filter((rule) => known.has(rule));
  return rules.length > 0 || type !== 'appointment' ? rules : ['search/unknown-parameter-is-ignored'];
};

/** What a search asks by; the day, which keeps others' records out, only where it stands alone. */
const parametersOf = ({ path }: Call): readonly string[] => {
  const names = [...new URLSearchParams(path.split('?')[1] ?? '').keys()];
  const others = names.filter((name) => name !== 'date');
  return [...new Set(others.length > 0 ? others : names)];
};

/** A search that one side refuses, or that finds more or less, is about its parameters. */
const rulesOfSearch = (call: Call, where: string): readonly string[] => {
  if (!/^(HTTP status|total|entry|entry\.length)$/.test(where)) return [];
  const type = (call.path.split(/[/?]/)[1] ?? '').toLowerCase();
  return parametersOf(call).flatMap((name) => rulesOfParameter(type, name));
};

/** Answers that both succeed, each with another status or body than it should have. */
const rulesOfSuccess = ({ method }: Call, { where, mock, other }: Difference): readonly string[] => {
  if (where === 'HTTP status' && Number(mock) < 300 && Number(other) < 300) return ['interaction/documented-statuses'];
  if (where !== 'body' || mock !== null) return [];
  return method === 'POST' ? ['interaction/create-answers-null'] : ['interaction/update-answers-null'];
};

/** The rules that the place of a difference and its request speak of; none where they speak of no rule in particular. */
export const concerned = ({ script }: Comparison, difference: Difference): readonly string[] => {
  const call = script.calls[difference.call];
  if (call === undefined) return [];
  const [, atPlace = []] = byPlace.find(([pattern]) => pattern.test(difference.where)) ?? [];
  const told = [...atPlace, ...rulesOfSuccess(call, difference)];
  return told.length > 0 || !call.path.includes('?') ? told : rulesOfSearch(call, difference.where);
};

/** Words of a path that name a topic of the table. */
const topicWords: readonly (readonly [RegExp, string])[] = [
  [/appointmentType/, 'appointment-type'],
  [/reasonCode|description/, 'reason-code'],
  [/supportingInformation|contained/, 'supporting-information'],
  [/identifier/, 'identifier'],
  [/participant/, 'participant'],
  [/^(start|end|entry\[\d+\]\.resource\.(start|end))/, 'booking'],
  [/\bstatus$/, 'status'],
  [/^(total|link|entry)/, 'search'],
  [/^header|^body/, 'interaction'],
];

/** The topic of a place. */
export const topicAt = (where: string): string | undefined => topicWords.find(([pattern]) => pattern.test(where))?.[1];
