// fhir-kit-client as the suite uses it: every exchange is kept, and a body of `null` is not an error.
import { Client } from 'fhir-kit-client';
import { type Exchange, exchangeOf, type Send } from '../../targets/index.ts';

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
