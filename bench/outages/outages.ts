// Ways in which a server, or what stands before it, stops to be the one that the run began with: one sort of answer to everything.
import type { Reply } from '../test-support/server.ts';
import {
  refusing,
  json,
  page,
  everything,
  partly,
  withoutTokens,
  writes,
  creates,
  noSuchRecord,
  emptySearchset,
  updates,
  searches,
  reads,
  fromNothing,
  type Way,
} from './way.ts';

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
  'nothing can be written: 403 of a gateway': writes(json(403, { message: 'Forbidden' })),
  'nothing can be written: 403 page': writes(page(403, '<html><h1>Blocked</h1></html>')),
  'nothing can be written: 409': writes(refusing(409, 'conflict', 'The tenant is locked')),
  'nothing can be written: 404': writes(refusing(404, 'not-found', 'Unknown path')),
  'nothing can be written: 400': writes(refusing(400, 'invalid', 'Writing is switched off')),
  'nothing can be written: 200 and empty': writes(page(200, '')),
  'nothing can be written: 200 with an OperationOutcome': writes(refusing(200, 'informational', 'Accepted for later')),
  'nothing can be written: 202': writes(json(202, { status: 'queued' })),
  'nothing can be written: 302 to a login': writes(page(302, '', { location: '/login' })),
  'nothing can be written: a login page': writes(page(200, '<!doctype html><form>Log in</form>')),
  'nothing can be written: 500': writes(refusing(500, 'exception', 'cannot execute INSERT in a read-only transaction')),
  'nothing can be written: 507': writes(refusing(507, 'no-store', 'Insufficient storage')),
  'nothing can be written: 507 page': writes(page(507, '<html><h1>Insufficient Storage</h1></html>')),
  'nothing can be written: 503': writes(refusing(503, 'transient', 'Read-only')),
  'nothing can be created: 422': creates(refusing(422, 'business-rule', 'The quota of this sandbox is used up')),
  'nothing can be created: 409': creates(refusing(409, 'conflict', 'The quota of this sandbox is used up')),
  'nothing can be created: 507': creates(refusing(507, 'no-store', 'Insufficient storage')),
  'nothing can be updated: 405': updates(refusing(405, 'not-supported', 'Read-only during maintenance')),
  'nothing can be updated: 409': updates(refusing(409, 'conflict', 'The tenant is locked')),
  'nothing can be read: 500': reads(refusing(500, 'exception', 'Internal error')),
  'nothing can be read: 503 page': reads(page(503, '<html><h1>Back soon</h1></html>')),
  'nothing can be searched: 500': searches(refusing(500, 'exception', 'The index is down')),
  'nothing can be searched: 503': searches(refusing(503, 'transient', 'The index is down')),
  'nothing can be searched: 500 page': searches(page(500, '<html><h1>Server Error</h1></html>')),
  'nothing can be searched: a 200 page': searches(page(200, '<!doctype html><form>Log in</form>')),
  'nothing can be searched: 404': searches(refusing(404, 'not-found', 'Unknown path')),
  'a connection that is never answered': { begin: () => () => undefined },
};
