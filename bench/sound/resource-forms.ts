// Forms of what the documents show of an appointment and of refusals: each breaks the rules that show it, and no other.
import { createHash } from 'node:crypto';
import { isObject } from '../../schemas/json.ts';
import { appointments, bundles, isSearch, shown, type Json } from '../faults/fault.ts';
import type { Form } from './form.ts';

const times = ['start', 'end'] as const;

/** The times of a resource in another spelling. */
const withTimes =
  (spell: (time: string) => string) =>
  (resource: Json): Json => ({
    ...resource,
    ...Object.fromEntries(
      times.flatMap((name) => (typeof resource[name] === 'string' ? [[name, spell(resource[name])]] : [])),
    ),
  });

/** Times of appointments in another spelling: which one is documented only by the example of a read. */
const timesOfAppointments = (spell: (time: string) => string): Form => ({
  ...appointments(withTimes(spell)),
  breaks: ['booking/shown-in-utc', 'booking/start', 'booking/end'],
});

const inZ = (time: string): string => time.replace('+00:00', 'Z');
const withFraction = (time: string): string => time.replace('+00:00', '.000+00:00');

/** The same instant, seven hours behind UTC. */
const inDenver = (time: string): string =>
  `${new Date(Date.parse(time) - 7 * 3_600_000).toISOString().slice(0, 19)}-07:00`;

const offered = (spell: (time: string) => string): NonNullable<Form['tell']> => shown('Slot', withTimes(spell));

const refusalsWith = (change: (outcome: Json) => Json): Pick<Form, 'tell'> => ({
  tell: (told) =>
    isObject(told.body) && told.body['resourceType'] === 'OperationOutcome'
      ? { ...told, body: change(told.body) }
      : told,
});

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Appointments under longer ids, in every request and answer. */
const longIds = (): Pick<Form, 'ask' | 'tell'> => {
  const longOf = new Map<string, string>();
  const short = (text: string): string =>
    [...longOf].reduce((changed, [id, long]) => changed.replaceAll(long, id), text);
  const long = (text: string): string => text.replaceAll(uuid, (id) => longOf.get(id) ?? id);
  return {
    ask: (asked) => ({ ...asked, url: short(asked.url), body: short(asked.body) }),
    tell: (told, { method, url }) => {
      const [, id] = /\/Appointment\/([^/?]+)/.exec(told.headers['location'] ?? '') ?? [];
      if (method === 'POST' && url.startsWith('/Appointment') && id !== undefined)
        longOf.set(id, createHash('sha256').update(id).digest('hex'));
      return {
        status: told.status,
        headers: Object.fromEntries(Object.entries(told.headers).map(([name, value]) => [name, long(value)])),
        body: told.body === undefined ? undefined : (JSON.parse(long(JSON.stringify(told.body))) as unknown),
      };
    },
  };
};

export const resourceForms = {
  'times of appointments end in Z': timesOfAppointments(inZ),
  'times of appointments have fractions': timesOfAppointments(withFraction),
  'times of appointments have another offset': timesOfAppointments(inDenver),
  'times of slots end in Z': { tell: offered(inZ) },
  'times of slots have fractions': { tell: offered(withFraction) },
  'times of slots have another offset': { tell: offered(inDenver) },
  'appointments have ids of 64 signs': {
    begin: longIds,
    breaks: ['read/id', 'interaction/create-location-header', 'interaction/location-has-version'],
  },
  'appointments have extensions': {
    ...appointments((one) => ({ ...one, extension: [{ url: 'https://example.org/mark', valueString: 'x' }] })),
    breaks: ['read/no-metadata', 'read/member-order'],
  },
  'appointments have meta and a narrative': {
    ...appointments((one) => ({
      ...one,
      meta: { versionId: '1' },
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
    })),
    breaks: ['read/no-metadata', 'read/no-meta-nor-text', 'read/member-order'],
  },
  'members of appointments stand in another order': {
    ...appointments((one) => Object.fromEntries(Object.entries(one).toReversed())),
    breaks: ['read/member-order'],
  },
  'participants stand in another order': {
    ...appointments((one) =>
      Array.isArray(one['participant']) ? { ...one, participant: one['participant'].toReversed() } : one,
    ),
    breaks: ['participant/practitioner-first'],
  },
  'refusals have an id and diagnostics': {
    ...refusalsWith((outcome) => ({
      id: 'x-1',
      ...outcome,
      issue: (outcome['issue'] as Json[]).map((issue) => ({ ...issue, diagnostics: 'see the log', expression: ['x'] })),
    })),
    breaks: ['interaction/outcome-shape'],
  },
  'searchsets have an id and a timestamp': {
    ...bundles((bundle, asked) =>
      isSearch(asked) ? { id: 'one', timestamp: '2026-01-01T00:00:00Z', ...bundle } : bundle,
    ),
    breaks: ['searchset/shape'],
  },
  'entries have fullUrl as urn:uuid and search.mode': {
    ...bundles((bundle, asked) =>
      isSearch(asked) && Array.isArray(bundle['entry'])
        ? {
            ...bundle,
            entry: (bundle['entry'] as Json[]).map((entry) => ({
              fullUrl: `urn:uuid:${String((entry['resource'] as Json)['id'])}`,
              ...entry,
              search: { mode: 'match' },
            })),
          }
        : bundle,
    ),
    breaks: ['searchset/entry'],
  },
} as const satisfies Record<string, Form>;
