// Ways in which a server, or what stands before it, stops to be the one that the run began with: one sort of answer to everything.
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

const refusing =
  (status: number, code: string, text: string): Outage =>
  () => ({ status, body: outcome(code, text) });

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Outage => {
  return () => ({ status, body, headers: { 'content-type': 'application/json', ...headers } });
};

const page =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Outage =>
  () => ({ status, body, headers });

const searchset = (url: string): object => ({
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

const everything = (outage: Outage): Way => ({ begin: () => outage });

const some = (isMeant: (received: Received) => boolean, outage: Outage): Way => ({
  begin:
    ({ ask }) =>
    (received) =>
      isMeant(received) ? outage(received) : ask(received),
});

const partly = (pattern: RegExp, outage: Outage): Way => some(({ url }) => pattern.test(url), outage);

const withoutTokens = (outage: Outage): Way => partly(/^\/(?!auth\/)/, outage);

const writes = (outage: Outage): Way =>
  some(({ method, url }) => !['GET', 'HEAD'].includes(method) && !url.startsWith('/auth/'), outage);

const creates = (outage: Outage): Way =>
  some(({ method, url }) => method === 'POST' && /^\/(Appointment|Patient)\/?$/.test(url), outage);

const noSuchRecord: Outage = (received) => ({
  status: 404,
  body: outcome('not-found', `Unknown ${typeIn(received)} resource '${idIn(received)}'`),
});

const emptySearchset: Outage = ({ url }) => ({ status: 200, body: searchset(url) });

/** What a server without a single record answers. */
const fromNothing: Outage = (received) =>
  /^\/\w+\/./.test(received.url) ? noSuchRecord(received) : emptySearchset(received);

/** Faults of a server's own, to be told from the outages. */
export const ownFaults: Readonly<Record<string, Way>> = {
  'updates are routed nowhere': some(({ method }) => method === 'PUT', refusing(404, 'not-found', 'Unknown path')),
  'reads of cancelled appointments are 404': {
    begin:
      ({ ask }) =>
      async (received) => {
        const answer = await ask(received);
        const isRead = received.method === 'GET' && /^\/Appointment\/[^/?]+$/.test(received.url);
        return isRead && JSON.stringify(answer.body).includes('cancelled') ? noSuchRecord(received) : answer;
      },
  },
};

/** The ways, by what somebody who runs the server would say. */
export const outages: Readonly<Record<string, Way>> = {
  'a FHIR 404 with one text': withoutTokens(refusing(404, 'not-found', 'Unknown tenant')),
  'a FHIR 404 that names what was asked for': withoutTokens(noSuchRecord),
  'a FHIR 404, to tokens as well': everything(refusing(404, 'not-found', 'Unknown tenant')),
  'a FHIR 403': withoutTokens(refusing(403, 'forbidden', 'Authorization failed')),
  'a FHIR 403 that speaks of no access': withoutTokens(refusing(403, 'processing', 'The tenant is suspended')),
  'a FHIR 401': withoutTokens(refusing(401, 'unknown', 'Authentication failed')),
  'a FHIR 401, to tokens as well': everything(refusing(401, 'unknown', 'Authentication failed')),
  'a FHIR 400': withoutTokens(refusing(400, 'invalid', 'Bad request')),
  'a FHIR 405': withoutTokens(refusing(405, 'not-supported', 'Operation is not supported')),
  'a FHIR 409': withoutTokens(refusing(409, 'conflict', 'The tenant is locked')),
  'a FHIR 410': withoutTokens(refusing(410, 'deleted', 'The tenant is gone')),
  'a FHIR 412': withoutTokens(refusing(412, 'conflict', 'Precondition failed')),
  'a FHIR 422': withoutTokens(refusing(422, 'business-rule', 'The tenant is read-only')),
  'a FHIR 429': withoutTokens(refusing(429, 'throttled', 'Too many requests')),
  'a FHIR 500': withoutTokens(refusing(500, 'exception', 'Internal error')),
  'a FHIR 503': withoutTokens(refusing(503, 'transient', 'Maintenance')),
  'a FHIR 200 with an OperationOutcome': withoutTokens(refusing(200, 'informational', 'All is well')),
  'a FHIR 201 with an OperationOutcome': withoutTokens(refusing(201, 'informational', 'All is well')),
  'an empty 200': withoutTokens(() => ({ status: 200, body: '' })),
  'a 200 with null': withoutTokens(() => ({ status: 200 })),
  'a 200 with {}': withoutTokens(json(200, {})),
  'a 200 with []': withoutTokens(json(200, [])),
  'a 204': withoutTokens(() => ({ status: 204, body: '' })),
  'a 304': withoutTokens(() => ({ status: 304, body: '' })),
  'a 302 to a login': withoutTokens(page(302, '', { location: '/login' })),
  'a 307 to another host': withoutTokens(page(307, '', { location: 'http://127.0.0.1:9/' })),
  'a login page': withoutTokens(page(200, '<!doctype html><form>Log in</form>')),
  'a 403 page of a firewall': withoutTokens(page(403, '<html><h1>Blocked</h1></html>')),
  'a 404 page': withoutTokens(page(404, '<html><h1>Not Found</h1></html>')),
  'a 503 maintenance page': withoutTokens(page(503, '<html><h1>Back soon</h1></html>')),
  'a 502 page of a gateway': withoutTokens(page(502, '<html><h1>Bad Gateway</h1></html>')),
  'maintenance as JSON': withoutTokens(json(503, { message: 'Under maintenance' })),
  'maintenance as JSON with 200': withoutTokens(json(200, { status: 'maintenance' })),
  'a 403 of an API gateway': withoutTokens(json(403, { message: 'Forbidden' })),
  'a 404 of an API gateway': withoutTokens(json(404, { message: 'no Route matched with those values' })),
  'a 400 of an API gateway': withoutTokens(json(400, { error: 'bad_request' })),
  'a 413 of an API gateway': withoutTokens(json(413, { message: 'Request too long' })),
  'an empty searchset': withoutTokens(emptySearchset),
  'a CapabilityStatement': withoutTokens(() => ({
    status: 200,
    body: {
      resourceType: 'CapabilityStatement',
      status: 'active',
      fhirVersion: '4.0.1',
      kind: 'instance',
      format: ['json'],
    },
  })),
  'one answer of a cache': {
    begin: ({ ask }) => {
      let kept: Promise<Reply> | undefined;
      return (received) =>
        received.url.startsWith('/auth/')
          ? ask(received)
          : (kept ??= ask({ ...received, method: 'GET', url: '/Practitioner', body: '' }));
    },
  },
  'the records of the run are lost': {
    begin: ({ mock, ask }) => {
      mock.world.reset();
      return ask;
    },
  },
  'all records are lost': {
    begin:
      ({ ask }) =>
      async (received) => {
        const { status, ...rest } = await ask(received);
        const isOfRecords = received.method === 'GET' && /^\/[A-Z]/.test(received.url);
        return isOfRecords && [200, 404].includes(status) ? fromNothing(received) : { status, ...rest };
      },
  },
  'Appointment is routed nowhere': partly(/^\/Appointment/, refusing(404, 'not-found', 'Unknown path')),
  'Appointment is forbidden': partly(/^\/Appointment/, refusing(403, 'forbidden', 'Authorization failed')),
  'searches of Appointment are empty, reads are 404': partly(/^\/Appointment/, fromNothing),
  'Patient is routed nowhere': partly(/^\/Patient/, refusing(404, 'not-found', 'Unknown path')),
  'Practitioner is routed nowhere': partly(/^\/Practitioner/, refusing(404, 'not-found', 'Unknown path')),
  'nothing can be written: 403': writes(refusing(403, 'forbidden', 'Read-only')),
  'nothing can be written: 405': writes(refusing(405, 'not-supported', 'Read-only during maintenance')),
  'nothing can be written: 422': writes(refusing(422, 'business-rule', 'The tenant is read-only')),
  'nothing can be written: 503': writes(refusing(503, 'transient', 'Read-only')),
  'nothing can be created: 422': creates(refusing(422, 'business-rule', 'The quota of this sandbox is used up')),
  'a connection that is never answered': { begin: () => () => undefined },
};
