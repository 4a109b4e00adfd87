// What stands before a server, and answers some requests or all of them in its place.
import type { Mock } from '../../mock-server/index.ts';
import type { Received, Reply } from '../test-support/server.ts';

/** Answers in the place of the server; undefined: nothing is answered. */
export type Outage = (received: Received) => Reply | undefined | Promise<Reply | undefined>;

const outcome = (code: string, text: string): object => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, details: { text } }],
});

const idIn = ({ url }: Received): string => /^\/\w+\/([^/?]+)/.exec(url)?.[1] ?? '';

const typeIn = ({ url }: Received): string => /^\/(\w+)/.exec(url)?.[1] ?? '';

export const refusing =
  (status: number, code: string, text: string): Outage =>
  () => ({ status, body: outcome(code, text) });

export const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Outage => {
  return () => ({ status, body, headers: { 'content-type': 'application/json', ...headers } });
};

export const page =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Outage =>
  () => ({ status, body, headers });

export const searchset = (url: string): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: 0,
  link: [{ relation: 'self', url }],
});

/** The server itself, behind what stands before it. */
interface Behind {
  readonly mock: Mock;
  readonly ask: (received: Received) => Promise<Reply>;
}

export interface Way {
  /** Begins: from now on everything is answered by what it gives. */
  readonly begin: (behind: Behind) => Outage;
}

export const everything = (outage: Outage): Way => ({ begin: () => outage });

export const some = (isMeant: (received: Received) => boolean, outage: Outage): Way => ({
  begin:
    ({ ask }) =>
    (received) =>
      isMeant(received) ? outage(received) : ask(received),
});

export const partly = (pattern: RegExp, outage: Outage): Way => some(({ url }) => pattern.test(url), outage);

export const withoutTokens = (outage: Outage): Way => partly(/^\/(?!auth\/)/, outage);

export const writes = (outage: Outage): Way =>
  some(({ method, url }) => !['GET', 'HEAD'].includes(method) && !url.startsWith('/auth/'), outage);

export const creates = (outage: Outage): Way =>
  some(({ method, url }) => method === 'POST' && /^\/(Appointment|Patient)\/?$/.test(url), outage);

export const noSuchRecord: Outage = (received) => ({
  status: 404,
  body: outcome('not-found', `Unknown ${typeIn(received)} resource '${idIn(received)}'`),
});

export const emptySearchset: Outage = ({ url }) => ({ status: 200, body: searchset(url) });

export const updates = (outage: Outage): Way => some(({ method }) => method === 'PUT', outage);

const isOfSearch = ({ method, url }: Received): boolean => method === 'GET' && /^\/[A-Z]\w*(\?|$)/.test(url);

export const searches = (outage: Outage): Way => some(isOfSearch, outage);

export const reads = (outage: Outage): Way =>
  some(({ method, url }) => method === 'GET' && /^\/([A-Z]|metadata)/.test(url), outage);

/** What a server without a single record answers. */
export const fromNothing: Outage = (received) =>
  /^\/\w+\/./.test(received.url) ? noSuchRecord(received) : emptySearchset(received);
