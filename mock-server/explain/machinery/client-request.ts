// A client's request as a value: each repair makes a new one of it.
import { isObject, jsonIn, withoutNulls } from '../../../schemas/json.ts';
import type { Entry } from '../../journal/exchange.ts';

export interface ClientRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, as it went over the wire. */
  readonly text: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** The body as an object, read as the mock reads it: without null members. Undefined where it is none. */
export const bodyOf = ({ text }: ClientRequest): Json | undefined => {
  const value = withoutNulls(jsonIn(text));
  return isObject(value) ? value : undefined;
};

export const withBody = (request: ClientRequest, body: unknown): ClientRequest => ({
  ...request,
  text: JSON.stringify(body),
});

export const withMembers = (request: ClientRequest, members: Json): ClientRequest =>
  withBody(request, { ...bodyOf(request), ...members });

export const withoutMember = (request: ClientRequest, name: string): ClientRequest => {
  const { [name]: _removed, ...others } = bodyOf(request) ?? {};
  return withBody(request, others);
};

export const withHeader = (request: ClientRequest, name: string, value: string): ClientRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

export const withParameter = (request: ClientRequest, name: string, value: string | undefined): ClientRequest => ({
  ...request,
  query: [...request.query.filter(([key]) => key !== name), ...(value === undefined ? [] : [[name, value] as const])],
});

/** The parameters of a search: of the query, and of the form of a POST. */
export const parametersIn = ({ path, query, text }: ClientRequest): ClientRequest['query'] => [
  ...query,
  ...(/_search\/?$/.test(path) ? new URLSearchParams(text) : []),
];

export const urlOf = ({ path, query }: ClientRequest): string => {
  const text = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString();
  return text === '' ? path : `${path}?${text}`;
};

/** The headers that change what is answered. */
const decisiveHeaders = ['authorization', 'content-type', 'if-unmodified-since', 'x-mock-world'];

/** The request of an exchange of the journal. */
export const requestOf = ({ method, url, requestHeaders, requestText }: Entry): ClientRequest => {
  const [path = '', query = ''] = url.split('?');
  const headers = decisiveHeaders.flatMap((name) => {
    const value = requestHeaders[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  return {
    method,
    path,
    query: [...new URLSearchParams(query)],
    headers: Object.fromEntries(headers) as Record<string, string>,
    text: requestText,
  };
};
