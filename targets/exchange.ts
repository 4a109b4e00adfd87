// One HTTP exchange, as it is kept, attached and printed.
import { isSecretHeader, mark, redactBody, redactJson } from '../redaction/secrets.ts';
import type { Send } from './send.ts';
import { parsedBody } from '../schemas/json.ts';

/** The id of the appointment that a path or a location names; undefined where it names none. */
export const appointmentIdIn = (text: string | undefined): string | undefined =>
  /\/Appointment\/([^/?]+)/.exec(text ?? '')?.[1];

/** True of what a refusal says whose reason is that the time is taken. */
export const saysTimeIsTaken = (words: string): boolean => /time is no longer available/i.test(words);

export interface Exchange {
  readonly request: {
    readonly method: string;
    /** Path and query, as sent. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    /** Parsed where it is an object or the like, else the text as sent; undefined where it is empty. */
    readonly body: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Parsed where it is JSON, text where it is not, undefined where it is empty. */
    readonly body: unknown;
    /** The body as it came, to the letter. */
    readonly text: string;
  };
  /** Not known of a recording. */
  readonly milliseconds?: number;
}

const hideSecrets = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].map(([name, value]) => [
      name,
      isSecretHeader(name) ? mark : name === 'location' ? value.replace(/([?&])code=[^&]*/, `$1code=${mark}`) : value,
    ]),
  );

/** A code is a secret to the token endpoint, and a search parameter elsewhere. */
const isOfAccess = (path: string): boolean => path.startsWith('/auth/');

const withoutSecrets = (text: string, path: string): string => {
  const rest = redactBody(text);
  return isOfAccess(path) ? rest.replace(/\bcode=[^&]*/g, `code=${mark}`) : rest;
};

/** A JSON string keeps its quotes, which tell it from a text that is not JSON. */
const bodySent = (text: string): unknown => {
  const body = parsedBody(text);
  return typeof body === 'string' ? text : body;
};

/** Sends a request and gives the exchange. Rejects where no answer came. */
export const exchangeOf = async (request: Request, send: Send): Promise<Exchange> => {
  const given = await request.clone().text();
  const url = new URL(request.url);
  const started = performance.now();
  const { status, headers, text: received, sent = given } = await send(request);
  const text = redactJson(received);
  return {
    request: {
      method: request.method,
      path: url.pathname + withoutSecrets(url.search, url.pathname),
      headers: hideSecrets(request.headers),
      body: bodySent(withoutSecrets(sent, url.pathname)),
    },
    response: {
      status,
      headers: hideSecrets(headers),
      body: parsedBody(text),
      text,
    },
    milliseconds: Math.round(performance.now() - started),
  };
};

const indent = (body: unknown): string =>
  body === undefined ? '(empty)' : typeof body === 'string' ? body.slice(0, 2000) : JSON.stringify(body, null, 2);

/** An exchange in words, for a failure. */
export const exchangeText = ({ request, response }: Exchange): string =>
  [
    `${request.method} ${request.path}`,
    ...(request.body === undefined ? [] : [indent(request.body)]),
    `answered ${response.status} ${response.headers['content-type'] ?? ''}`.trimEnd(),
    indent(response.body),
  ].join('\n');

const toText = (value: unknown): string => (value === undefined ? '(absent)' : JSON.stringify(value, null, 2));

/** A failed assertion in words: what was looked at, expected and actual, and the exchange it is about. */
export const failureOf = (what: string, expected: unknown, actual: unknown, exchange?: Exchange): string =>
  [
    what,
    `expected ${toText(expected)}`,
    `actual   ${toText(actual)}`,
    ...(exchange === undefined ? [] : ['', exchangeText(exchange)]),
  ].join('\n');

/** An exchange with its path as it stands below the FHIR base. What lies elsewhere, as tokens do, stays as it is. */
export const belowBase = (exchange: Exchange, baseUrl: string): Exchange => {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl).pathname.replace(/\/$/, '') : '';
  const { request } = exchange;
  return base !== '' && request.path.startsWith(`${base}/`)
    ? { ...exchange, request: { ...request, path: request.path.slice(base.length) } }
    : exchange;
};
