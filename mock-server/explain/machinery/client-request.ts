// A request as an explanation changes it: a value, of which each repair makes a new one.
import type { Entry } from '../journal/exchange.ts';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, as it went over the wire. */
  readonly text: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** The body as an object; undefined where it is none. */
export const bodyOf = ({ text }: Sent): Json | undefined => {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
};

export const withBody = (sent: Sent, body: unknown): Sent => ({ ...sent, text: JSON.stringify(body) });

export const withMembers = (sent: Sent, members: Json): Sent => withBody(sent, { ...bodyOf(sent), ...members });

export const withHeader = (sent: Sent, name: string, value: string): Sent => ({
  ...sent,
  headers: { ...sent.headers, [name]: value },
});

export const withParameter = (sent: Sent, name: string, value: string | undefined): Sent => ({
  ...sent,
  query: [...sent.query.filter(([key]) => key !== name), ...(value === undefined ? [] : [[name, value] as const])],
});

export const urlOf = ({ path, query }: Sent): string => {
  const text = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString();
  return text === '' ? path : `${path}?${text}`;
};

/** The headers that decide anything; the others are the client's own. */
const telling = ['authorization', 'content-type', 'if-unmodified-since', 'x-mock-world'];

export const sentOf = ({ method, url, requestHeaders, requestText }: Entry): Sent => {
  const [path = '', query = ''] = url.split('?');
  const headers = telling.flatMap((name) => {
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
