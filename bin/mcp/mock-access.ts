// How the tools reach the mock: over HTTP, whether it runs elsewhere or was started for them.
import { issueIn } from '../../schemas/issue.ts';
import { jsonIn } from '../../schemas/json.ts';

export interface Reply {
  readonly status: number;
  readonly isOk: boolean;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly world?: string | undefined;
  readonly accept?: string;
  /** Only prepares what was asked for: no injected fault is spent on it. */
  readonly isPreparation?: boolean;
}

export interface MockAccess {
  readonly url: string;
  readonly token: string;
  readonly call: (call: Call) => Promise<Reply>;
}

export interface Place {
  readonly url: string;
  readonly token: string;
  readonly adminToken?: string | undefined;
}

/** Milliseconds that the mock has to answer: a fault of its own may hold an answer back for a minute. */
const patience = 70_000;

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause;
  return cause instanceof Error ? cause.message || error.message : error.message;
};

const headersOf = (
  { token, adminToken }: Place,
  { path, body, world, accept, isPreparation = false }: Call,
): Record<string, string> => ({
  ...(isPreparation ? { 'x-mock-faults': 'none' } : {}),
  accept: accept ?? 'application/json',
  ...(path.startsWith('/__admin') ? {} : { authorization: `Bearer ${token}` }),
  ...(path.startsWith('/__admin') && adminToken !== undefined ? { 'x-mock-admin-token': adminToken } : {}),
  ...(world === undefined ? {} : { 'x-mock-world': world }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
});

/** Makes the access to a mock. A call rejects where nobody answers. */
export const accessTo = (place: Place): MockAccess => {
  const url = place.url.replace(/\/+$/, '');
  return {
    url,
    token: place.token,
    call: async (call) => {
      const { method = 'GET', path, body } = call;
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const request = { method, headers: headersOf(place, call), signal: AbortSignal.timeout(patience), ...sent };
      const answered = await fetch(url + path, request).catch((error: unknown) => {
        throw new Error(`No answer from the mock at ${url} (${causeOf(error)}). Start it: npx canvas-harness mock`);
      });
      const text = await answered.text().catch((error: unknown) => {
        throw new Error(`The answer of ${method} ${path} broke off (${causeOf(error)}); a fault may be in force`);
      });
      const { status, ok: isOk, headers } = answered;
      return { status, isOk, headers, body: jsonIn(text), text };
    },
  };
};

/** What a refusal says: the text of its OperationOutcome, the error of the admin surface, or the body. */
export const wordsOf = ({ status, body, text }: Reply): string => {
  const { text: issue } = issueIn(body);
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  return `${status} ${issue || (typeof error === 'string' ? error : text.slice(0, 300))}`.trim();
};

/** The id of the exchange in the journal of the mock, to ask further by. */
export const requestIdOf = ({ headers }: Reply): string | undefined => headers.get('x-mock-explain')?.split('/').at(-1);
