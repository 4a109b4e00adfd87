// fhir-kit-client as the suite uses it: every exchange is kept, and a body of `null` is not an error.
import { Client } from 'fhir-kit-client';
import { type Exchange, exchangeOf, type Send, type Target } from '../../targets/index.ts';

interface HttpClient {
  expandUrl: (url: string) => string;
  buildRequest: (method: string, url: string, options: object, body?: unknown) => Promise<Request>;
  request: (method: string, url: string, options?: object, body?: unknown) => Promise<object>;
}

/**
 * A fhir-kit-client that hands every exchange to `keep` and never throws for a status: the suite looks at the
 * exchange itself. The client's own request method fails on the documented `null` body, so it is replaced.
 */
export const recordingClient = (
  baseUrl: string,
  token: string | undefined,
  send: Send,
  keep: (exchange: Exchange) => void,
): Client => {
  const client = new Client({ baseUrl, ...(token === undefined ? {} : { bearerToken: token }) });
  const http = client.httpClient as unknown as HttpClient;
  http.request = async (method, url, options = {}, body) => {
    const request = await http.buildRequest(method, http.expandUrl(url), options, body);
    const exchange = await exchangeOf(request, send);
    keep(exchange);
    const answer = exchange.response.body;
    return typeof answer === 'object' && answer !== null ? answer : {};
  };
  return client;
};

interface Carried {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly token: string | undefined;
}

/** A request as it stands, with a token unless it has one. */
export const requestTo = (
  { baseUrl, ehrUrl }: Target,
  method: string,
  path: string,
  { headers: given, body, token }: Carried,
): Request => {
  const base = path.startsWith('/auth/') ? ehrUrl : baseUrl;
  const headers = new Headers(given);
  if (token !== undefined && !headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  return new Request(`${base}${path}`, {
    method,
    headers,
    // Where a browser would be sent is looked at: nobody listens there.
    ...(path.startsWith('/auth/authorize') ? { redirect: 'manual' } : {}),
    ...(body === undefined ? {} : { body }),
  });
};
