// How the tools reach the mock: over HTTP, whether it runs elsewhere or was started for them.
import { mockAddress, noAnswerText, sendToMock } from '../../conformance/traffic/index.ts';
import { issueIn } from '../../schemas/issue.ts';
import { jsonIn } from '../../schemas/json.ts';

export interface Reply {
  readonly status: number;
  readonly isOk: boolean;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

interface Call {
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

interface Place {
  readonly url: string;
  readonly token: string;
  readonly adminToken?: string | undefined;
}

/** Milliseconds that the mock has to answer: a fault of its own may hold an answer back for a minute. */
const patience = 70_000;

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
  const url = mockAddress(place.url);
  return {
    url,
    token: place.token,
    call: async (call) => {
      const { method = 'GET', path, body } = call;
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const request = new Request(url + path, { method, headers: headersOf(place, call), ...sent });
      const { status, headers, text } = await sendToMock(request, { milliseconds: patience }).catch(
        (error: unknown) => {
          throw new Error(noAnswerText(error), { cause: error });
        },
      );
      return { status, isOk: status >= 200 && status < 300, headers, body: jsonIn(text), text };
    },
  };
};

/** What a refusal says: the text of its OperationOutcome, the error of the admin surface, or the body. */
export const wordsOf = ({ status, body, text }: Reply): string => {
  const { text: issue } = issueIn(body);
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  return `${status} ${issue || (typeof error === 'string' ? error : text.slice(0, 300))}`.trim();
};

/** The id of the exchange in the journal of the mock, for a later call. */
export const requestIdOf = ({ headers }: Reply): string | undefined => headers.get('x-mock-explain')?.split('/').at(-1);
