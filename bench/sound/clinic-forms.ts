// Forms of the clinic and of its access: who is there, what is booked, how tokens are given, what time it is.
import { createHash } from 'node:crypto';
import { generateRecords } from '../../fixtures/generate.ts';
import { canvasBot, instance } from '../../fixtures/instance.ts';
import { isObject } from '../../schemas/json.ts';
import type { Asked, Told } from '../faults/fault.ts';
import type { Form } from './form.ts';

const peopleIds = [...instance.practitioners, ...instance.patients].map(({ id }) => id);

/** People under other ids, in every request and answer. */
const idsAs = (idOf: (id: string, position: number) => string): Form => {
  const pairs = peopleIds.map((id, position) => [id, idOf(id, position)] as const);
  const swapped = (text: string, from: 0 | 1, to: 0 | 1): string =>
    pairs.reduce((all, pair) => all.replaceAll(pair[from], pair[to]), text);
  return {
    breaks: ['participant/id-format', 'participant/blank-practitioner', 'practitioner/shows-the-credentialed-name'],
    environment: { CANVAS_BOT_ID: pairs.find(([id]) => id === canvasBot)?.[1] ?? canvasBot },
    ask: (asked) => ({ ...asked, url: swapped(asked.url, 1, 0), body: swapped(asked.body, 1, 0) }),
    tell: (told) => ({
      ...told,
      body: told.body === undefined ? undefined : (JSON.parse(swapped(JSON.stringify(told.body), 0, 1)) as unknown),
    }),
  };
};

const isTokenRequest = ({ method, url }: Asked): boolean => method === 'POST' && url.startsWith('/auth/token');

const unauthorized: Told = {
  status: 401,
  headers: { 'content-type': 'application/fhir+json', 'fumage-correlation-id': 'x' },
  body: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'unknown', details: { text: 'Authentication failed' } }],
  },
};

/** Tokens that live for some seconds. The form takes them back itself. */
const shortLived =
  (seconds: number): NonNullable<Form['begin']> =>
  () => {
    const ends = new Map<string, number>();
    return {
      ask: (asked) => {
        const token = (asked.headers['authorization'] ?? '').replace(/^Bearer /, '');
        return (ends.get(token) ?? Infinity) < Date.now() ? unauthorized : asked;
      },
      tell: (told, asked) => {
        if (!isTokenRequest(asked) || !isObject(told.body) || typeof told.body['access_token'] !== 'string')
          return told;
        ends.set(told.body['access_token'], Date.now() + seconds * 1000);
        return { ...told, body: { ...told.body, expires_in: seconds } };
      },
    };
  };

const padding = '.'.padEnd(4096, 'x');

/** A server with nobody whom the fixtures know. */
const strangers = (): NonNullable<Form['mock']> => {
  const { practitioners, patients, ...records } = generateRecords({ appointments: 0, practitioners: 6, patients: 12 });
  const known = new Set(peopleIds);
  return {
    records: {
      ...records,
      appointments: [],
      encounters: [],
      practitioners: practitioners.filter(({ id }) => !known.has(id) || id === canvasBot),
      patients: patients.filter(({ id }) => !known.has(id)),
    },
  };
};

const basic = `Basic ${Buffer.from('suite:suite-secret').toString('base64')}`;

export const clinicForms = {
  'people have numbers for ids': idsAs((_id, position) => String(4_000_017 + position)),
  'people have ids of 64 signs': idsAs((id) => createHash('sha256').update(id).digest('hex')),
  'ten thousand appointments of others': {
    mock: { records: generateRecords({ appointments: 10_000, patients: 300 }) },
  },
  'nobody is called as in the fixtures': { mock: strangers() },
  'double booking is forbidden': { mock: { settings: { doubleBooking: 'forbid' } } },
  'the clock is five minutes behind': { clock: -300_000 },
  'the clock is five minutes ahead': { clock: 300_000 },
  'the clock is a day behind': { clock: -86_400_000 },
  'the clock is a day ahead': { clock: 86_400_000 },
  'tokens live thirty seconds': { begin: shortLived(30), breaks: ['access/client-credentials'] },
  'tokens have four kilobytes': {
    ask: (asked) => ({
      ...asked,
      url: asked.url.replaceAll(padding, ''),
      headers: Object.fromEntries(
        Object.entries(asked.headers).map(([name, value]) => [name, value.replaceAll(padding, '')]),
      ),
      body: asked.body.replaceAll(padding, ''),
    }),
    tell: (told, asked) =>
      isTokenRequest(asked) && isObject(told.body) && typeof told.body['access_token'] === 'string'
        ? { ...told, body: { ...told.body, access_token: `${told.body['access_token']}${padding}` } }
        : told,
  },
  'the token endpoint wants Basic': {
    ask: (asked) => {
      if (!isTokenRequest(asked)) return asked;
      if (asked.headers['authorization'] !== basic)
        return {
          status: 401,
          headers: { 'content-type': 'application/json', 'www-authenticate': 'Basic realm="clients"' },
          body: { error: 'invalid_client' },
        };
      const form = new URLSearchParams(asked.body);
      form.set('client_id', 'suite');
      form.set('client_secret', 'suite-secret');
      return { ...asked, body: form.toString() };
    },
    ends: { code: 5, says: /client_id and client_secret.* were sent in the form.*the server wants them as HTTP Basic/ },
  },
  'reads are redirected': {
    ask: (asked) =>
      asked.method === 'GET' && !asked.url.includes('_moved=1')
        ? {
            status: 307,
            headers: { location: `${asked.url}${asked.url.includes('?') ? '&' : '?'}_moved=1` },
            body: undefined,
          }
        : { ...asked, url: asked.url.replace(/[?&]_moved=1/, '') },
    ends: { code: 5, says: /redirect/ },
  },
} as const satisfies Record<string, Form>;
