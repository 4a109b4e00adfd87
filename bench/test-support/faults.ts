// Faults that a server may have, as a proxy in front of a mock shows them: what it asks otherwise, and what it answers.

import type { MockOptions } from '../../mock-server/index.ts';

/** A request on its way to the mock; `url` is path and query. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer on its way back. `body` is parsed JSON; undefined where it is empty. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Fault {
  /** The rules that may be named for it, the fitting one first. */
  readonly rules: readonly string[];
  /** Changes a request, or answers it without the mock. */
  readonly ask?: (asked: Asked) => Asked | Told;
  readonly tell?: (told: Told, asked: Asked) => Told;
  /** What the mock behind the proxy is told. */
  readonly mock?: MockOptions;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const isSearchset = (body: unknown): body is Json => isObject(body) && body['type'] === 'searchset';

const entriesOf = (bundle: Json): readonly { readonly resource: Json }[] =>
  Array.isArray(bundle['entry']) ? (bundle['entry'] as { resource: Json }[]) : [];

/** Every resource of a type changed, alone and in searchsets. */
const shown =
  (type: string, change: (resource: Json) => Json): NonNullable<Fault['tell']> =>
  (told) => {
    const { body } = told;
    if (isObject(body) && body['resourceType'] === type) return { ...told, body: change(body) };
    if (!isSearchset(body) || !Array.isArray(body['entry'])) return told;
    const entry = entriesOf(body).map((one) =>
      one.resource['resourceType'] === type ? { ...one, resource: change(one.resource) } : one,
    );
    return { ...told, body: { ...body, entry } };
  };

const appointments = (change: (resource: Json) => Json): Pick<Fault, 'tell'> => ({
  tell: shown('Appointment', change),
});

const bundles = (change: (bundle: Json, asked: Asked) => Json): Pick<Fault, 'tell'> => ({
  tell: (told, asked) => (isSearchset(told.body) ? { ...told, body: change(told.body, asked) } : told),
});

/** Only an answer that refuses with a status and words like these. */
const refusals = (status: number, words: RegExp, change: (told: Told) => Told): Pick<Fault, 'tell'> => ({
  tell: (told) => (told.status === status && words.test(JSON.stringify(told.body)) ? change(told) : told),
});

const without = (value: Json, member: string): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== member));

const bodyOf = ({ body }: Asked): Json => {
  try {
    const value = JSON.parse(body) as unknown;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

/** Bodies of one method changed before they arrive. */
const sent = (method: string, change: (body: Json) => Json): Pick<Fault, 'ask'> => ({
  ask: (asked) => {
    const body = bodyOf(asked);
    const isMeant = asked.method === method && /^\/Appointment(\/|$)/.test(asked.url) && Object.keys(body).length > 0;
    return isMeant ? { ...asked, body: JSON.stringify(change(body)) } : asked;
  },
});

/** A search parameter that is not looked at. */
const deafTo = (parameter: string): Pick<Fault, 'ask'> => ({
  ask: (asked) =>
    asked.method === 'GET' && asked.url.startsWith('/Appointment?')
      ? { ...asked, url: asked.url.replace(new RegExp(`([?&])${parameter}=`), '$1_passed_over=') }
      : asked,
});

const withText = (told: Told, text: string): Told => ({
  ...told,
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'business-rule', details: { text } }] },
});

const shifted = (text: unknown, hours: number): string =>
  new Date(Date.parse(String(text)) + hours * 3_600_000).toISOString().replace('.000Z', '+00:00');

const supporting = (resource: Json): readonly Json[] =>
  Array.isArray(resource['supportingInformation']) ? (resource['supportingInformation'] as Json[]) : [];

const empty: Told = { status: 200, headers: { 'content-type': 'application/json' }, body: null };

/** The faults by their names. */
export const faults = {
  'create answers 200': {
    rules: ['interaction/documented-statuses'],
    tell: (told) => (told.status === 201 ? { ...told, status: 200 } : told),
  },
  'create answers the resource': {
    rules: ['interaction/create-answers-null'],
    tell: (told, asked) => (told.status === 201 ? { ...told, body: bodyOf(asked) } : told),
  },
  'location has a version': {
    rules: ['interaction/create-location-header', 'interaction/location-has-version'],
    tell: (told) =>
      told.status === 201
        ? { ...told, headers: { ...told.headers, location: `${told.headers['location'] ?? ''}/_history/1` } }
        : told,
  },
  'location is missing': {
    rules: ['interaction/create-location-header'],
    tell: (told) =>
      told.status === 201 ? { ...told, headers: without(told.headers, 'location') as Told['headers'] } : told,
  },
  'update does nothing': {
    rules: ['interaction/partial-update', 'status/update-sets-status', 'booking/start', 'booking/end'],
    ask: (asked) => (asked.method === 'PUT' && bodyOf(asked)['status'] !== 'waitlist' ? empty : asked),
  },
  'update is not partial': {
    rules: ['interaction/partial-update'],
    mock: { settings: { updateWithoutReason: 'reset' } },
  },
  'status of an update is passed over': {
    rules: ['status/update-sets-status'],
    ...sent('PUT', (body) => without(body, 'status')),
  },
  'noshow reads as fulfilled': {
    rules: ['status/update-sets-status', 'status/canvas-to-fhir'],
    ...appointments((one) => (one['status'] === 'noshow' ? { ...one, status: 'fulfilled' } : one)),
  },
  'create keeps the status sent': {
    rules: ['status/create-is-always-proposed'],
    mock: { without: ['status/create-is-always-proposed'] },
  },
  'unknown id is 400': {
    rules: ['interaction/unknown-id'],
    ...refusals(404, /Unknown Appointment/, (told) => ({ ...told, status: 400 })),
  },
  'unknown id has other words': {
    rules: ['interaction/unknown-id'],
    ...refusals(404, /Unknown Appointment/, (told) => withText(told, 'Not found')),
  },
  'type must be scheduleable has another status': {
    rules: ['appointment-type/must-be-scheduleable'],
    ...refusals(422, /must be scheduleable/, (told) => ({ ...told, status: 400 })),
  },
  'unknown type has other words': {
    rules: ['appointment-type/must-exist', 'appointment-type/code-must-exist'],
    ...refusals(422, /Appointment Type does not exist/, (told) => withText(told, 'No such type')),
  },
  'unknown reason has other words': {
    rules: ['reason-code/must-exist'],
    ...refusals(422, /structured reason/i, (told) => withText(told, 'No such reason')),
  },
  'type shows the display that was sent': {
    rules: ['appointment-type/canvas-display'],
    ...appointments((one) => {
      const type = one['appointmentType'] as { coding?: Json[] } | undefined;
      return {
        ...one,
        appointmentType: { coding: (type?.coding ?? []).map((coding) => ({ ...coding, display: 'As it was sent' })) },
      };
    }),
  },
  'description is missing': {
    rules: ['reason-code/description-mirrors-text'],
    ...appointments((one) => without(one, 'description')),
  },
  'only the last reason counts': {
    rules: ['reason-code/first-only'],
    ...sent('POST', (body) =>
      Array.isArray(body['reasonCode'])
        ? { ...body, reasonCode: (body['reasonCode'] as unknown[]).toReversed() }
        : body,
    ),
  },
  'userSelected is missing': {
    rules: ['reason-code/coding-shown'],
    ...appointments((one) => JSON.parse(JSON.stringify(one).replace(/,"userSelected":false/g, '')) as Json),
  },
  'times are shifted by two hours': {
    rules: ['booking/shown-in-utc', 'booking/start'],
    ...appointments((one) => ({ ...one, start: shifted(one['start'], 2), end: shifted(one['end'], 2) })),
  },
  'times have milliseconds': {
    rules: ['booking/shown-in-utc'],
    ...appointments((one) => ({ ...one, start: String(one['start']).replace('+00:00', '.000+00:00') })),
  },
  'end is always half an hour later': {
    rules: ['booking/end'],
    ...appointments((one) => ({ ...one, end: shifted(one['start'], 0.5) })),
  },
  'double booking is refused': {
    rules: ['booking/double-booking-allowed'],
    mock: { settings: { doubleBooking: 'forbid' } },
  },
  'patient is first': {
    rules: ['participant/practitioner-first'],
    ...appointments((one) => ({ ...one, participant: (one['participant'] as Json[]).toReversed() })),
  },
  'participant status reads active': {
    rules: ['participant/status-reads-accepted'],
    ...appointments((one) => ({
      ...one,
      participant: (one['participant'] as Json[]).map((each) => ({ ...each, status: 'active' })),
    })),
  },
  'actor type is missing': {
    rules: ['participant/actor-type'],
    ...appointments((one) => ({
      ...one,
      participant: (one['participant'] as { actor: Json }[]).map((each) => ({
        ...each,
        actor: without(each.actor, 'type'),
      })),
    })),
  },
  'a patient is demanded': {
    rules: ['participant/patient-optional', 'read/other-events', 'participant/patient-required-by-type'],
    ask: (asked) =>
      asked.method === 'POST' &&
      asked.url === '/Appointment' &&
      Array.isArray(bodyOf(asked)['participant']) &&
      !asked.body.includes('Patient/')
        ? { ...withText(empty, 'A patient is needed'), status: 422 }
        : asked,
  },
  'identifier has no id': {
    rules: ['identifier/id-assigned'],
    ...appointments((one) => ({
      ...one,
      identifier: ((one['identifier'] ?? []) as Json[]).map((each) => without(each, 'id')),
    })),
  },
  'identifiers are added, never deleted': {
    rules: ['identifier/list-replaces-current'],
    mock: { without: ['identifier/list-replaces-current'] },
  },
  'endpoint has no suffix': {
    rules: ['supporting-information/endpoint-suffix'],
    ...appointments(
      (one) =>
        JSON.parse(
          JSON.stringify(one).replaceAll('appointment-meeting-endpoint-0', 'appointment-meeting-endpoint'),
        ) as Json,
    ),
  },
  'encounter is missing': {
    rules: ['supporting-information/encounter'],
    ...appointments((one) => ({
      ...one,
      supportingInformation: supporting(one).filter(({ type }) => type !== 'Encounter'),
    })),
  },
  'supporting information is in the wrong order': {
    rules: ['supporting-information/order'],
    ...appointments((one) => ({ ...one, supportingInformation: supporting(one).toReversed() })),
  },
  'location has no type': {
    rules: ['supporting-information/location-type'],
    ...appointments((one) => ({
      ...one,
      supportingInformation: supporting(one).map((each) =>
        each['type'] === 'Location' ? without(each, 'type') : each,
      ),
    })),
  },
  'location of an update is passed over': {
    rules: ['supporting-information/location', 'interaction/partial-update'],
    ...sent('PUT', (body) => without(body, 'supportingInformation')),
  },
  'search by location is passed over': { rules: ['search/location'], ...deafTo('location') },
  'search by status is passed over': { rules: ['search/status'], ...deafTo('status') },
  'search by type is passed over': {
    rules: ['search/appointment-type', 'search/appointment-type-with-system'],
    ...deafTo('appointment-type'),
  },
  'sort is passed over': { rules: ['search/sort'], ...deafTo('_sort') },
  'sort runs the other way': {
    rules: ['search/sort'],
    ask: (asked) => ({
      ...asked,
      url: asked.url.replace(
        /_sort=(-?)(date|patient)/,
        (_whole, minus: string, by: string) => `_sort=${minus === '' ? '-' : ''}${by}`,
      ),
    }),
  },
  'gt means ge': {
    rules: ['search/date'],
    ask: (asked) => ({ ...asked, url: asked.url.replace(/date=gt/, 'date=ge') }),
  },
  'the second date is passed over': {
    rules: ['search/date-range'],
    ask: (asked) => ({ ...asked, url: asked.url.replace(/(date=[^&]*.*)&date=[^&]*/, '$1') }),
  },
  'a bad date finds nothing': {
    rules: ['search/bad-date-is-refused'],
    tell: (told, asked) =>
      told.status === 400 && asked.url.includes('date=')
        ? { status: 200, headers: told.headers, body: { resourceType: 'Bundle', type: 'searchset', total: 0 } }
        : told,
  },
  'an unknown parameter is refused': {
    rules: ['search/unknown-parameter-is-ignored'],
    ask: (asked) =>
      /[?&](_unknown|favourite)=/.test(asked.url) ? { ...withText(empty, 'Unknown parameter'), status: 400 } : asked,
  },
  'total counts the page': {
    rules: ['searchset/total'],
    ...bundles((bundle) => ({ ...bundle, total: entriesOf(bundle).length })),
  },
  'page begins one too late': {
    rules: ['searchset/paging'],
    ask: (asked) => ({
      ...asked,
      url: asked.url.replace(/_offset=([1-9]\d*)/, (_whole, offset: string) => `_offset=${Number(offset) + 1}`),
    }),
  },
  'links are missing': { rules: ['searchset/links'], ...bundles((bundle) => without(bundle, 'link')) },
  'next link is missing': {
    rules: ['searchset/next-link', 'searchset/paging'],
    ...bundles((bundle) =>
      Array.isArray(bundle['link'])
        ? { ...bundle, link: (bundle['link'] as Json[]).filter(({ relation }) => relation !== 'next') }
        : bundle,
    ),
  },
  'links are absolute': {
    rules: ['searchset/link-urls'],
    ...bundles((bundle) =>
      Array.isArray(bundle['link'])
        ? {
            ...bundle,
            link: (bundle['link'] as Json[]).map((link) => ({
              ...link,
              url: `https://elsewhere.example${String(link['url'])}`,
            })),
          }
        : bundle,
    ),
  },
  'entries have a fullUrl': {
    rules: ['searchset/entry'],
    ...bundles((bundle) =>
      Array.isArray(bundle['entry'])
        ? {
            ...bundle,
            entry: entriesOf(bundle).map((entry) => ({
              fullUrl: `urn:uuid:${String(entry.resource['id'])}`,
              ...entry,
            })),
          }
        : bundle,
    ),
  },
  'empty searchset has entries': {
    rules: ['searchset/empty'],
    ...bundles((bundle) => (bundle['total'] === 0 ? { ...bundle, entry: [] } : bundle)),
  },
  'a read has a meta': {
    rules: ['read/no-metadata'],
    ...appointments((one) => ({ ...one, meta: { versionId: '1' } })),
  },
  'status is the last member': {
    rules: ['read/member-order'],
    ...appointments((one) => ({ ...without(one, 'status'), status: one['status'] })),
  },
  'content type is fhir+json': {
    rules: ['interaction/plain-json'],
    tell: (told) => ({ ...told, headers: { ...told.headers, 'content-type': 'application/fhir+json' } }),
  },
  'outcome has diagnostics': {
    rules: ['interaction/outcome-shape'],
    tell: (told) =>
      isObject(told.body) && Array.isArray(told.body['issue'])
        ? {
            ...told,
            body: {
              ...told.body,
              issue: (told.body['issue'] as Json[]).map((issue) => ({ ...issue, diagnostics: 'trace' })),
            },
          }
        : told,
  },
  'If-Unmodified-Since is passed over': {
    rules: ['interaction/if-unmodified-since'],
    ask: (asked) => ({ ...asked, headers: without(asked.headers, 'if-unmodified-since') as Asked['headers'] }),
  },
  'a delete is accepted': {
    rules: ['interaction/method-not-supported'],
    ask: (asked) => (asked.method === 'DELETE' ? { ...empty, status: 204, body: undefined } : asked),
  },
  'no token is fine': {
    rules: ['access/token-required'],
    ask: (asked) =>
      'authorization' in asked.headers
        ? asked
        : { ...asked, headers: { ...asked.headers, authorization: 'Bearer canvas-development-token' } },
  },
  'cancelled can be revived': {
    rules: ['status/cancelled-is-final'],
    mock: { without: ['status/cancelled-is-final'] },
  },
  'an update with an unsupported status is 400': {
    rules: ['status/unsupported-status-is-refused'],
    ...refusals(422, /status/i, (told) => ({ ...told, status: 400 })),
  },
  'patient search takes no bare id': {
    rules: ['search/patient'],
    ask: (asked) =>
      /[?&]patient=[0-9a-f]{32}/.test(asked.url) ? { ...withText(empty, 'Bad reference'), status: 400 } : asked,
  },
} as const satisfies Record<string, Fault>;
