// Silent ignores: what a request sent that was dropped or changed without an error, and the rule behind it.
import type { RuleId } from '../../schemas/rules/index.ts';
import { ruleOf } from '../../schemas/rules/index.ts';
import { parametersOf, type ResourceType } from '../../schemas/search-parameters.ts';
import { httpDate } from '../resources/appointment/write.ts';
import type { Entry } from '../journal/exchange.ts';
import type { World } from '../worlds/world.ts';
import { differences, type Difference } from './compare.ts';
import { bodyOf, sentOf, type Sent } from './sent.ts';

export interface Ignored {
  /** A JSON path of the body, or `query <name>`, or `header <Name>`. */
  readonly where: string;
  readonly sent: unknown;
  /** What a read shows in its place; left out where it shows nothing. */
  readonly shown?: unknown;
  readonly rule?: RuleId;
  readonly why: string;
}

/** The rule behind a difference, by the path of the member. The first that fits is taken. */
const causes: readonly (readonly [RegExp, RuleId])[] = [
  [/^reasonCode\[[1-9]/, 'reason-code/first-only'],
  [/^reasonCode\[0\]\.coding/, 'reason-code/coding-shown'],
  [/^reasonCode\[0\]\.text/, 'reason-code/text'],
  [/^description/, 'reason-code/description-mirrors-text'],
  [/^appointmentType\.coding\[0\]\.display/, 'appointment-type/canvas-display'],
  [/^participant\[\d+\]\.status/, 'participant/status-unused'],
  [/^participant\[\d+\]\.actor\.reference/, 'participant/blank-practitioner'],
  [/^participant\[\d+\]\.actor\.type/, 'participant/actor-type'],
  [/^contained\[\d+\]\.id/, 'supporting-information/endpoint-suffix'],
  [/^contained\[\d+\]\./, 'supporting-information/endpoint-completed'],
  [/^contained/, 'supporting-information/link-needs-reference'],
  [/^supportingInformation\[\d+\]\.type/, 'supporting-information/location-type'],
  [/^identifier\[\d+\]\.id/, 'identifier/id-assigned'],
  [/^identifier\[\d+\]\.period/, 'identifier/stored'],
  [/^id$/, 'interaction/update-target'],
  [/^(meta|text|extension|implicitRules|language)\b/, 'read/no-metadata'],
];

const statusCause = ({ method }: Sent, world: World, rules: readonly RuleId[]): RuleId | undefined => {
  if (method === 'POST' && world.contract.isInForce('status/create-is-always-proposed'))
    return 'status/create-is-always-proposed';
  return rules.includes('status/cancelled-is-final') || method === 'POST'
    ? 'status/cancelled-is-final'
    : 'status/entered-in-error-cannot-be-set';
};

const referenceCause = ({ sent }: Difference): RuleId =>
  String(sent).startsWith('#') ? 'supporting-information/endpoint-suffix' : 'supporting-information/integer-location';

const causeOf = (difference: Difference, sent: Sent, entry: Entry, world: World): RuleId | undefined => {
  const { path } = difference;
  if (path === 'status') return statusCause(sent, world, entry.rules);
  if (/^supportingInformation\[\d+\]\.reference/.test(path) && difference.shown !== undefined)
    return referenceCause(difference);
  if (sent.method === 'PUT' && path === 'reasonCode[0].coding' && !world.settings().structuredReasonForVisit)
    return undefined;
  return causes.find(([pattern]) => pattern.test(path))?.[1];
};

const whyOf = (rule: RuleId | undefined, { shown }: Difference): string => {
  const fate = shown === undefined ? 'is not kept' : 'is shown otherwise';
  return rule === undefined ? `Canvas says nothing: the member ${fate}` : ruleOf(rule).statement;
};

const inBody = (entry: Entry, sent: Sent, world: World): Ignored[] => {
  const body = bodyOf(sent);
  if (body === undefined || entry.written === undefined) return [];
  const isOfType = sent.path.startsWith('/Appointment');
  return differences(body, entry.written()).map((difference) => {
    const found = isOfType ? causeOf(difference, sent, entry, world) : undefined;
    const rule = found !== undefined && world.contract.isInForce(found) ? found : undefined;
    const { path, ...values } = difference;
    return { where: `$.${path}`, ...values, ...(rule === undefined ? {} : { rule }), why: whyOf(rule, difference) };
  });
};

/** Parameters that every search takes. */
const paging = ['_count', '_offset', '_sort'];

const inQuery = (sent: Sent, world: World): Ignored[] => {
  const [, type = ''] = sent.path.split('/');
  const isForm = /_search\/?$/.test(sent.path);
  const known = new Set<string>([
    ...paging,
    ...parametersOf(type as ResourceType, world.contract.edition).map(({ name }) => name),
  ]);
  const all = [...sent.query, ...(isForm ? new URLSearchParams(sent.text) : [])];
  const unknown = all.filter(([name]) => !known.has(name));
  return unknown.map(([name, value]) => {
    const rule = 'search/unknown-parameter-is-ignored';
    return { where: `query ${name}`, sent: value, rule, why: ruleOf(rule).statement };
  });
};

const largestPage = ({ query }: Sent, world: World): Ignored[] => {
  const count = query.findLast(([name]) => name === '_count')?.[1] ?? '';
  const largest = world.settings().largestPageSize;
  if (!(Number(count) > largest) || !world.contract.isInForce('searchset/largest-page')) return [];
  const rule = 'searchset/largest-page';
  return [{ where: 'query _count', sent: count, shown: String(largest), rule, why: ruleOf(rule).statement }];
};

/** Headers of FHIR that ask for something Canvas does not do. */
const unheard = ['if-match', 'if-none-match', 'if-none-exist', 'if-modified-since', 'prefer'];

const inHeaders = ({ requestHeaders }: Entry): Ignored[] => {
  const sent = unheard.filter((name) => requestHeaders[name] !== undefined);
  const ignored = sent.map((name) => ({
    where: `header ${name}`,
    sent: String(requestHeaders[name]),
    why: 'Canvas documents no such header: it is not looked at',
  }));
  const since = requestHeaders['if-unmodified-since'];
  if (since === undefined || httpDate(since) !== undefined) return ignored;
  const why = 'No date of HTTP, as Tue, 04 Mar 2031 15:00:00 GMT; such a header is passed over';
  return [...ignored, { where: 'header if-unmodified-since', sent: since, why }];
};

/** Everything that a successful request sent in vain. */
export const ignoredIn = (entry: Entry, world: World): readonly Ignored[] => {
  if (entry.status >= 400) return [];
  const sent = sentOf(entry);
  const isSearch = sent.method === 'GET' || sent.path.includes('_search');
  const [, type = '', id = ''] = sent.path.split('/');
  const isFhir = /^[A-Z]/.test(type);
  if (!isFhir) return [];
  const isRead = isSearch && id !== '' && id !== '_search';
  const queries = isRead
    ? sent.query.map(([name, value]) => ({ where: `query ${name}`, sent: value, why: 'A read takes no parameters' }))
    : inQuery(sent, world);
  return [...inBody(entry, sent, world), ...queries, ...(isRead ? [] : largestPage(sent, world)), ...inHeaders(entry)];
};
