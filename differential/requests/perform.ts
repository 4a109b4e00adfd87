// Performs a script on a target: each call with the ids that the answers before it have brought.
import { markOf, withoutMarks, type MarkedRecord } from '../../targets/live/index.ts';
import type { Answer, Target } from '../../targets/index.ts';
import { anyId } from './ids.ts';
import {
  isOfEhr,
  namesOf,
  resolvedText,
  Unresolved,
  withTexts,
  type Bearer,
  type Call,
  type Lookup,
  type Script,
} from './script.ts';
import { parsedBody } from '../../schemas/json.ts';
import { withoutTokens } from './token-answers.ts';

/** The records with marks that a body is or holds. */
const markedIn = (body: unknown): readonly MarkedRecord[] => {
  const { id, entry } = (body ?? {}) as { readonly id?: unknown; readonly entry?: unknown };
  if (Array.isArray(entry)) return entry.flatMap((one: { readonly resource?: unknown }) => markedIn(one.resource));
  const mark = markOf(body);
  return mark === undefined || typeof id !== 'string' ? [] : [{ id, mark }];
};

/** What came of a call; the body without the marks of a run, and without the base in its addresses. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, text where it is not, undefined where it is empty. */
  readonly body: unknown;
  /** The rules that a mock says have acted. */
  readonly rules: readonly string[];
  /** How many records a create has made, where they are more than one. */
  readonly made?: number;
  /** The mark of the run that a create has sent. */
  readonly mark?: string;
  /** The records that an answer shows with marks of the run. */
  readonly shown?: readonly MarkedRecord[];
  /** True for a create whose location names another record than it has made. */
  readonly isMisnamed?: boolean;
}

/** One per call; undefined where it could not be made, since what it needs did not come. */
export type Outcomes = readonly (Outcome | undefined)[];

/** The headers that say something about a contract; the others belong to the server. */
export const comparedHeaders = [
  'content-type',
  'location',
  'allow',
  'www-authenticate',
  'fumage-correlation-id',
] as const;

/** What stands at a path such as `entry[0].resource.id`; undefined where nothing does. */
const valueAt = (value: unknown, path: string): unknown =>
  [...path.matchAll(/[^.[\]]+/g)].reduce<unknown>(
    (found, [name]) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );

/** The id of what a call has created, as the location header has it: behind the type, whatever follows. */
export const createdId = ({ headers }: Outcome): string | undefined =>
  /(?:^|\/)[A-Z]\w+\/([^/?]+)/.exec(headers['location'] ?? '')?.[1];

/** The id in an answer: in its location header, or at a path of its body. */
const lookupIn =
  (outcomes: Outcomes): Lookup =>
  (call, path) => {
    const outcome = outcomes[call];
    if (outcome === undefined) return undefined;
    if (path === 'location') return createdId(outcome);
    const text = valueAt(outcome.body, path);
    return typeof text === 'string' ? text.match(anyId)?.[0] : undefined;
  };

const authorization = async (target: Target, bearer: Bearer): Promise<Record<string, string>> => {
  if (bearer === 'none') return {};
  if (bearer === 'usual') return { authorization: `Bearer ${await target.token()}` };
  if ('text' in bearer) return { authorization: `Bearer ${bearer.text}` };
  if (target.client === undefined) throw new Unresolved(`no client can get a token for ${bearer.scope}`);
  return { authorization: `Bearer ${await target.token(bearer.scope, bearer.patient)}` };
};

const requestOf = async (target: Target, { method, path, headers, body, bearer }: Call): Promise<Request> => {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return new Request(`${isOfEhr({ path }) ? target.ehrUrl : target.baseUrl}${path}`, {
    method,
    headers: { accept: 'application/json', ...headers, ...(await authorization(target, bearer)) },
    ...(text === undefined ? {} : { body: text }),
  });
};

/** The marks of what was sent and of what came; none where there are none, as on the mock. */
const marksOf = (sent: unknown, body: unknown): Pick<Outcome, 'mark' | 'shown'> => {
  const [mark, shown] = [markOf(sent), markedIn(body)];
  return { ...(mark === undefined ? {} : { mark }), ...(shown.length === 0 ? {} : { shown }) };
};

/** An answer as it is compared. */
export const outcomeOf = (
  { status, headers, text, made, sent }: Answer,
  { baseUrl, ehrUrl }: Pick<Target, 'baseUrl' | 'ehrUrl'>,
): Outcome => ({
  status,
  ...marksOf(parsedBody(sent ?? ''), parsedBody(text)),
  ...(made === undefined ? {} : { made }),
  headers: Object.fromEntries(
    comparedHeaders.flatMap((name): [string, string][] => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value.replace(baseUrl, '')]];
    }),
  ),
  body: withoutTokens(withoutMarks(parsedBody(text.replaceAll(baseUrl, '').replaceAll(ehrUrl, '')))),
  rules: (headers.get('x-mock-rules') ?? '').split(', ').filter((rule) => rule.includes('/')),
});

interface Found {
  readonly total?: unknown;
  readonly entry?: readonly { readonly resource?: { readonly status?: unknown } }[];
}

/** What a searchset tells that a write changes: how much it finds, and what of it; undefined of anything else. */
const foundIn = (outcome: Outcome | undefined): string | undefined => {
  const { total, entry = [] } = (outcome?.body ?? {}) as Found;
  if (outcome?.status !== 200 || typeof total !== 'number') return undefined;
  return JSON.stringify([total, entry.map(({ resource }) => resource?.status)]);
};

/** True for a search that finds something else than expected: its server may show late what was written. */
const isBehind = (outcome: Outcome, expected: Outcome | undefined): boolean =>
  foundIn(outcome) !== undefined && foundIn(expected) !== undefined && foundIn(outcome) !== foundIn(expected);

/** Sends a request, and a search again as long as it may only be behind what is expected. */
const answered = async (target: Target, request: Request, expected: Outcome | undefined): Promise<Outcome> => {
  const ask = async (): Promise<Outcome> => outcomeOf(await target.send(request.clone()), target);
  const first = await ask();
  let last = first;
  while (isBehind(last, expected) && (await target.lag?.waitToAskAgain(request)) === true) last = await ask();
  if (last !== first && !isBehind(last, expected)) target.lag?.noteHelp();
  return last;
};

/**
 * Performs one call after others. Undefined where the target has no value for one of its symbols, or no such token. `expected` is
 * what another target has answered.
 */
export const performCall = async (
  target: Target,
  call: Call,
  before: Outcomes,
  expected?: Outcome,
): Promise<Outcome | undefined> => {
  try {
    const resolved = withTexts(call, (text) => resolvedText(text, namesOf(target), target.day, lookupIn(before)));
    return await answered(target, await requestOf(target, resolved), expected);
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
};

/** What came of a script: an outcome a call, and what ended it before the last, if anything did. */
export interface Performed {
  readonly outcomes: Outcomes;
  readonly ended?: unknown;
}

/** Performs a script, call after call, as far as the target gives answers. `expected` are those of another target. */
export const performWhileAnswered = async (
  target: Target,
  { calls }: Script,
  expected: Outcomes = [],
): Promise<Performed> => {
  const outcomes: (Outcome | undefined)[] = [];
  for (const [position, call] of calls.entries())
    try {
      outcomes.push(await performCall(target, call, outcomes, expected[position]));
    } catch (ended) {
      return { outcomes, ended };
    }
  return { outcomes };
};

/** Performs a script. Rejects where the target gives no answer or the run has to end. */
export const perform = async (target: Target, script: Script): Promise<Outcomes> => {
  const { outcomes, ended } = await performWhileAnswered(target, script);
  if (ended !== undefined) throw ended as Error;
  return outcomes;
};
