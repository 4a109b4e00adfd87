// Faults of many kinds; drift is tried with them too.
import { isObject } from '../../schemas/json.ts';
import { withDevelopmentToken } from './asking.ts';
import {
  entriesOf,
  appointments,
  bundles,
  refusals,
  without,
  bodyOf,
  sent,
  deafTo,
  withText,
  shifted,
  supporting,
  empty,
  isUpdate,
  type Asked,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';

/** What keeps the world as it is, or brings it back. */
const snapshot = (method: string, path: string): Asked => ({
  method,
  url: `/__admin/worlds/default/snapshots/${path}`,
  headers: {},
  body: '',
});

/** Wrong answers of many kinds, each seen by one rule or two. */
export const manyKinds = {
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
    ask: async (asked, ask) => {
      if (isUpdate(asked)) await ask(snapshot('PUT', 'before-an-update'));
      return asked;
    },
    act: async (told, asked, ask) => {
      if (isUpdate(asked) && told.status === 200) await ask(snapshot('POST', 'before-an-update/restore'));
      return told;
    },
  },
  'update is not partial': {
    rules: ['interaction/partial-update'],
    mock: { settings: { updateWithoutReason: 'reset' } },
  },
  'status of an update is ignored': {
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
  'location of an update is ignored': {
    rules: ['supporting-information/location', 'interaction/partial-update'],
    ...sent('PUT', (body) =>
      JSON.stringify(body).includes('Endpoint') ? body : without(body, 'supportingInformation'),
    ),
  },
  'search by location is ignored': { rules: ['search/location'], ...deafTo('location') },
  'search by status is ignored': { rules: ['search/status'], ...deafTo('status') },
  'search by type is ignored': {
    rules: ['search/appointment-type', 'search/appointment-type-with-system'],
    ...deafTo('appointment-type'),
  },
  'sort is ignored': { rules: ['search/sort'], ...deafTo('_sort') },
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
  'the second date is ignored': {
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
  'If-Unmodified-Since is ignored': {
    rules: ['interaction/if-unmodified-since'],
    ask: (asked) => ({ ...asked, headers: without(asked.headers, 'if-unmodified-since') as Asked['headers'] }),
  },
  'a delete is accepted': {
    rules: ['interaction/method-not-supported'],
    ask: (asked) => (asked.method === 'DELETE' ? { ...empty, status: 204, body: undefined } : asked),
  },
  'no token is fine': {
    rules: ['access/token-required'],
    ask: (asked) => ('authorization' in asked.headers ? asked : withDevelopmentToken(asked)),
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
