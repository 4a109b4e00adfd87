// Which rules a difference concerns by what the request asked and where the answers part, before anything is tried out.
import { isRuleId, type RuleId } from '../../schemas/rules/index.ts';
import { isWrite, type Difference, type Call } from '../requests/index.ts';
import type { Comparison } from './comparison.ts';
import { rulesOfItems, rulesOfOrder, rulesOfPage, rulesOfTotal } from './lists.ts';
import { rulesOfMember } from './members.ts';
import { rulesOfSent } from './sent.ts';

/** Places that one rule, or a few, speak of. */
const byPlace: readonly (readonly [RegExp, readonly RuleId[]])[] = [
  [/^records made$/, ['interaction/create-makes-one']],
  [/^order of members$/, ['read/member-order', 'read/member-order-with-extension']],
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

const rulesOfParameter = (type: string, name: string): readonly string[] => {
  const named = type === 'appointment' ? [`search/${name}`] : [`${type}/${name.replace(/^_/, '')}-finds`];
  const rules = (type === 'appointment' ? byParameter[name] : undefined) ?? named.filter(isRuleId);
  return rules.length > 0 || type !== 'appointment' ? rules : ['search/unknown-parameter-is-ignored'];
};

const namesIn = ({ path }: Call): readonly string[] => [...new URLSearchParams(path.split('?')[1] ?? '').keys()];

/** Two dates make a range. */
const isRange = (call: Call): boolean => namesIn(call).filter((name) => name === 'date').length > 1;

/** What a search asks by; the day, which keeps others' records out, only where it stands alone. */
const parametersOf = (call: Call): readonly string[] => {
  const names = namesIn(call);
  const others = names.filter((name) => name !== 'date');
  return [...new Set(others.length > 0 ? others : names)];
};

/** A search that one side refuses, or that finds more or less, is about its parameters. */
const rulesOfSearch = (call: Call, where: string): readonly string[] => {
  if (!/^(HTTP status|total|entry|entry\.length)$/.test(where)) return [];
  const type = (call.path.split(/[/?]/)[1] ?? '').toLowerCase();
  const filters = parametersOf(call).filter((name) => name === '_id' || !name.startsWith('_'));
  const combined = type === 'appointment' && filters.length > 1 ? ['search/parameters-combine'] : [];
  const range = type === 'appointment' && filters.includes('date') && isRange(call) ? ['search/date-range'] : [];
  return [...combined, ...range, ...parametersOf(call).flatMap((name) => rulesOfParameter(type, name))];
};

/** Answers of which the mock's succeeds, and the counterpart's has another status that refuses nothing, or another body. */
const rulesOfSuccess = ({ method }: Call, { where, mock, counterpart }: Difference): readonly string[] => {
  if (where === 'HTTP status' && Number(mock) < 300 && Number(counterpart) < 400)
    return ['interaction/documented-statuses'];
  if (where !== 'body' || mock !== null) return [];
  return method === 'POST' ? ['interaction/create-answers-null'] : ['interaction/update-answers-null'];
};

/** A search that finds nothing here is a page that does not exist there. */
const rulesOfEmpty = ({ mock }: Comparison, { call, where, counterpart }: Difference): readonly string[] => {
  const body = mock.outcomes[call]?.body as Readonly<Record<string, unknown>> | undefined;
  return where === 'HTTP status' && counterpart === 404 && body?.['total'] === 0 ? ['searchset/empty'] : [];
};

/** What is found or read otherwise after a write that both sides have refused, and was the same before it. */
const rulesOfRefusedWrite = (
  { script: { calls }, mock, counterpart, differences }: Comparison,
  { call, where }: Difference,
): readonly string[] => {
  const asked = calls[call];
  if (asked === undefined || isWrite(asked)) return [];
  if (asked.path.includes('?') && !/^(total|entry|entry\.length)$/.test(where)) return [];
  const write = calls.slice(0, call).findLastIndex(isWrite);
  const isRefused = [mock, counterpart].every(({ outcomes }) => (outcomes[write]?.status ?? 0) >= 400);
  return isRefused && differences.every((one) => one.call >= write)
    ? ['interaction/refused-writes-change-nothing']
    : [];
};

/** The shape of a body that is no resource of the clinic: places of its own, and the rule that says what it holds. */
const byShape: Readonly<Record<string, readonly [RegExp, RuleId]>> = {
  Bundle: [/^(?!HTTP |header |records |body$|total$|link|entry)/, 'searchset/shape'],
  OperationOutcome: [
    /^(?!HTTP |header |records |body$|issue\[\d+\]\.(code|details\.text)$)/,
    'interaction/outcome-shape',
  ],
};

const rulesOfShape = ({ mock }: Comparison, { call, where }: Difference): readonly string[] => {
  const { resourceType } = (mock.outcomes[call]?.body ?? {}) as { readonly resourceType?: unknown };
  const [places, rule] = byShape[String(resourceType)] ?? [];
  return rule !== undefined && places?.test(where) === true ? [rule] : [];
};

/** Whom or what a token lets in: what is taken, or shown, with one that is for a patient or for a scope only. */
const rulesOfToken = ({ script }: Comparison, { call, where }: Difference): readonly RuleId[] => {
  const asked = script.calls[call];
  if (typeof asked?.bearer !== 'object' || !/^(HTTP status|total|entry\b.*)$/.test(where)) return [];
  if (!('patient' in asked.bearer)) return [];
  return [isWrite(asked) ? 'access/patient-token-writes-own' : 'access/patient-token-sees-own'];
};

type RulesOf = (comparison: Comparison, difference: Difference) => readonly string[];

/** What the lists, the bodies or the token of two answers tell together. */
const rulesOfAnswers: RulesOf = (...seen) =>
  [rulesOfToken, rulesOfOrder, rulesOfItems, rulesOfTotal, rulesOfPage, rulesOfEmpty, rulesOfShape].flatMap((rulesOf) =>
    rulesOf(...seen),
  );

/** What the place and the call itself tell; of a search its parameters, where nothing else speaks. */
const rulesOfCall: RulesOf = ({ script }, difference) => {
  const call = script.calls[difference.call];
  if (call === undefined) return [];
  const [, atPlace = []] = byPlace.find(([pattern]) => pattern.test(difference.where)) ?? [];
  const said = [...atPlace, ...rulesOfSuccess(call, difference), ...rulesOfMember(call, difference)];
  return said.length > 0 || !call.path.includes('?') ? said : rulesOfSearch(call, difference.where);
};

/** What tells the rules of a difference, the surest first: the first that tells any is believed. */
const sources: readonly RulesOf[] = [rulesOfSent, rulesOfAnswers, rulesOfRefusedWrite, rulesOfCall];

/** The rules that the place of a difference and its request speak of; none where they speak of no rule in particular. */
export const concernedRules: RulesOf = (comparison, difference) =>
  sources.map((rulesOf) => rulesOf(comparison, difference)).find((rules) => rules.length > 0) ?? [];

/** True where the first of some rules speaks of the member that differs. */
export const isOfMember = (
  { script }: Comparison,
  difference: Difference,
  [first = '']: readonly string[],
): boolean => {
  const call = script.calls[difference.call];
  return call !== undefined && rulesOfMember(call, difference).some((rule) => rule === first);
};

/** Whether the last write before a call is an update that does not name a member. */
const isUnnamed = ({ script: { calls } }: Comparison, call: number, member: string): boolean => {
  const { method, body } = calls.slice(0, call).findLast(isWrite) ?? {};
  return method === 'PUT' && typeof body === 'object' && body !== null && !(member in body);
};

/** The rules of a fault that is not there everywhere: only in searches, or only once an update has left a member out. */
export const rulesOfPart = (comparison: Comparison, { call, where, counterpart }: Difference): readonly RuleId[] => {
  const path = comparison.script.calls[call]?.path ?? '';
  if (/^entry\[\d+\]\.resource\./.test(where)) return path.startsWith('/Appointment') ? ['read/same-in-searchset'] : [];
  const isMember = /^[a-zA-Z]+$/.test(where) && path.startsWith('/Appointment/');
  return isMember && counterpart === undefined && isUnnamed(comparison, call, where)
    ? ['interaction/partial-update']
    : [];
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
