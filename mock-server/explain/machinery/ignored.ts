// Silent ignores: what a request sent that was dropped or changed without an error, and the rule behind it.
import type { RuleId } from '../../../schemas/rules/index.ts';
import { ruleOf } from '../../../schemas/rules/index.ts';
import { parseHttpDate } from '../../resources/any-type/http-date.ts';
import type { Entry } from '../../journal/exchange.ts';
import type { World } from '../../worlds/world.ts';
import { differences, type Difference } from './differences.ts';
import { bodyOf, requestOf, type ClientRequest, type Json } from './client-request.ts';

interface Ignored {
  /** A JSON path of the body, or `query <name>`, or `header <Name>`. */
  readonly where: string;
  readonly sent: unknown;
  /** What a read shows in its place; left out where it shows nothing. */
  readonly shown?: unknown;
  readonly rule?: RuleId;
  readonly why: string;
}

/** A write that succeeded. */
interface Write {
  readonly request: ClientRequest;
  readonly world: World;
  /** The rules that acted. */
  readonly rules: readonly RuleId[];
}

/** The rule of a topic behind a member of the body that was dropped or changed; undefined where it is of none. */
export type Cause = (difference: Difference, write: Write) => RuleId | undefined;

/** What the rules of a topic ignore in the query of a search. */
export type IgnoredParameters = (request: ClientRequest, world: World) => readonly Ignored[];

/** What to say of a member that was dropped or changed and that no rule speaks of; undefined for nothing in particular. */
export type Hint = (difference: Difference) => string | undefined;

/** What there is to say of a body that was taken as it is, and perhaps not as it was meant. */
export type Doubt = (body: Json, write: Write) => readonly Ignored[];

/** What the topics know about silent ignores. */
export interface Ignoring {
  readonly causes: readonly Cause[];
  readonly hints: readonly Hint[];
  readonly doubts: readonly Doubt[];
  readonly parameters: readonly IgnoredParameters[];
}

/** The rule behind a difference by the path of the member; the first pattern that fits is taken. */
export const causeByPath =
  (patterns: readonly (readonly [RegExp, RuleId])[]): Cause =>
  ({ path }) =>
    patterns.find(([pattern]) => pattern.test(path))?.[1];

/** A parameter that a rule ignores or changes. */
export const ignoredBy = (rule: RuleId, name: string, values: Pick<Ignored, 'sent' | 'shown'>): Ignored => ({
  where: `query ${name}`,
  ...values,
  rule,
  why: ruleOf(rule).statement,
});

const firstCause = (causes: readonly Cause[], difference: Difference, write: Write): RuleId | undefined => {
  for (const causeOf of causes) {
    const rule = causeOf(difference, write);
    if (rule !== undefined) return write.world.contract.isInForce(rule) ? rule : undefined;
  }
  return undefined;
};

const whyOf = (rule: RuleId | undefined, difference: Difference, hints: readonly Hint[]): string => {
  if (rule !== undefined) return ruleOf(rule).statement;
  const fate = difference.shown === undefined ? 'is not kept' : 'is shown otherwise';
  for (const hintOf of hints) {
    const hint = hintOf(difference);
    if (hint !== undefined) return hint;
  }
  return `Canvas says nothing: the member ${fate}`;
};

const inBody = (entry: Entry, write: Write, { causes, hints, doubts }: Ignoring): readonly Ignored[] => {
  const body = bodyOf(write.request);
  if (body === undefined || entry.written === undefined) return [];
  const isAppointment = write.request.path.startsWith('/Appointment');
  const changed = differences(body, entry.written()).map((difference) => {
    const rule = isAppointment ? firstCause(causes, difference, write) : undefined;
    const { path, ...values } = difference;
    const why = whyOf(rule, difference, isAppointment ? hints : []);
    return { where: `$.${path}`, ...values, ...(rule === undefined ? {} : { rule }), why };
  });
  return [...changed, ...(isAppointment ? doubts.flatMap((doubt) => doubt(body, write)) : [])];
};

/** Headers of FHIR that ask for something Canvas does not do. */
const unsupportedHeaders = ['if-match', 'if-none-match', 'if-none-exist', 'if-modified-since', 'prefer'];

const inHeaders = ({ requestHeaders }: Entry): Ignored[] => {
  const sent = unsupportedHeaders.filter((name) => requestHeaders[name] !== undefined);
  const ignored = sent.map((name) => ({
    where: `header ${name}`,
    sent: String(requestHeaders[name]),
    why: 'Canvas documents no such header: it is not looked at',
  }));
  const since = requestHeaders['if-unmodified-since'];
  if (since === undefined || parseHttpDate(since) !== undefined) return ignored;
  const why = 'Not an HTTP date such as Tue, 04 Mar 2031 15:00:00 GMT; the header is ignored';
  return [...ignored, { where: 'header if-unmodified-since', sent: since, why }];
};

const inQuery = ({ request, world }: Write, parameters: readonly IgnoredParameters[]): readonly Ignored[] => {
  const [, , id = ''] = request.path.split('/');
  const isSearch = request.method === 'GET' || request.path.includes('_search');
  if (!isSearch || id === '' || id === '_search') return parameters.flatMap((ignored) => ignored(request, world));
  const why = 'A read takes no parameters';
  return request.query.map(([name, sent]) => ({ where: `query ${name}`, sent, why }));
};

/** Everything that a successful request sent without an effect. */
export const ignoredIn = (entry: Entry, world: World, ignoring: Ignoring): readonly Ignored[] => {
  const request = requestOf(entry);
  const isFhir = /^\/[A-Z]/.test(request.path);
  if (entry.status >= 400 || !isFhir) return [];
  const write = { request, world, rules: entry.rules };
  return [...inBody(entry, write, ignoring), ...inQuery(write, ignoring.parameters), ...inHeaders(entry)];
};
