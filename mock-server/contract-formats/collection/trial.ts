// Each call is tried on a mock of the edition before it is written: what a collection says of an answer has been answered.
import { isObject, parsedBody } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import { filled, settings, withVariables, type Auth, type Call, type Capture, type Values } from './call.ts';

/** A mock that has just started. */
export interface TrialMock {
  readonly url: string;
  readonly token: string;
  readonly fetch: (request: Request) => Promise<Response>;
}

interface Answer {
  readonly status: number;
  /** What a refusal says; undefined for any other answer. */
  readonly text?: string;
  /** The rules that acted, as the mock says. */
  readonly rules: readonly string[];
  readonly captured: Values;
}

/** The text of a refusal, in an OperationOutcome or as the framework's `detail`. */
const refusalText = (body: unknown): string | undefined => {
  if (!isObject(body)) return undefined;
  if (typeof body['detail'] === 'string') return body['detail'];
  return (body as { issue?: { details?: { text?: string } }[] }).issue?.[0]?.details?.text;
};

const captures: Readonly<Record<Capture['from'], (response: Response, body: unknown) => string | undefined>> = {
  'id in location': ({ headers }) => /([^/]+)(\/_history\/.*)?$/.exec(headers.get('location') ?? '')?.[1],
  'id of first entry': (_, body) => (body as { entry?: { resource: { id: string } }[] }).entry?.[0]?.resource.id,
  access_token: (_, body) => (body as { access_token?: string }).access_token,
};

const tokenOf = (auth: Auth, values: Values): string | undefined => (auth === 'none' ? undefined : values[auth]);

const requestOf = ({ method, path, headers, body, auth }: Call, { url }: TrialMock, values: Values): Request => {
  const token = tokenOf(auth, values);
  return new Request(url + filled(path, values), {
    method,
    headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: filled(body, values) }),
  });
};

/** Sends a call to a mock. */
export const perform = async (call: Call, mock: TrialMock, values: Values): Promise<Answer> => {
  const response = await mock.fetch(requestOf(call, mock, values));
  const body = parsedBody(await response.text());
  const text = response.status < 400 ? undefined : refusalText(body);
  const captured = (call.captures ?? []).map(({ variable, from }) => [variable, captures[from](response, body) ?? '']);
  return {
    status: response.status,
    ...(text === undefined ? {} : { text: withVariables(text, values) }),
    rules: (response.headers.get('x-mock-rules') ?? '').split(/,\s*/),
    captured: Object.fromEntries(captured) as Values,
  };
};

/** The variables as a run begins. */
export const firstValues = ({ url, token }: TrialMock): Values => ({ ...settings, baseUrl: url, ehrUrl: url, token });

/** The half hour that is chosen by the turn of a trial: no two are the same. */
const timeOf = (turn: number): Values => {
  const start = Date.UTC(2032, 0, 1) + turn * 3_600_000;
  const text = (instant: number): string => new Date(instant).toISOString().replace('.000', '');
  return { start: text(start), end: text(start + 1_800_000) };
};

/** The variables before a call, which may choose a time. */
export const valuesBefore = ({ choosesTime = false }: Call, values: Values, turn: number): Values =>
  choosesTime ? { ...values, ...timeOf(turn) } : values;

/** Whether an answer is what a call expects. */
export const isAsExpected = ({ expected }: Call, { status, text }: Answer): boolean =>
  status === expected.status && (expected.text === undefined || text === expected.text);

/** Whether a rule acted; true where none is asked for. */
export const hasActed = (rule: RuleId | undefined, { rules }: Answer): boolean =>
  rule === undefined || rules.includes(rule);
