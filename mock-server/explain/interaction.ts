// What to do about a method, a path, a body or an id that is not taken.
import { endOf } from '../../schemas/canvas/record.ts';
import { formatInstant } from '../../schemas/canvas/instant.ts';
import type { World } from '../worlds/world.ts';
import { exampleBody } from './machinery/example.ts';
import { distance, nearest } from '../../schemas/nearest.ts';
import { storedFor, targetOf, type Context, type Fix, type Repair, type Repairs } from './machinery/repair.ts';
import {
  bodyOf,
  withBody,
  withHeader,
  withMembers,
  type Json,
  type ClientRequest,
} from './machinery/client-request.ts';
import { parseJson, repairJson, withReformed } from './machinery/json-text.ts';
import { causeByPath } from './machinery/ignored.ts';

/** The method that does what was probably meant, of those that a path offers. */
const likelyRequest = (request: ClientRequest, methods: readonly string[]): ClientRequest | undefined => {
  const body = bodyOf(request);
  if (['PATCH', 'POST', 'PUT'].includes(request.method) && body !== undefined) {
    const method = ['PUT', 'POST'].find((each) => methods.includes(each));
    if (method !== undefined) return { ...request, method };
  }
  if (request.method === 'DELETE' && methods.includes('PUT') && targetOf(request).type === 'Appointment')
    return withHeader(
      withBody({ ...request, method: 'PUT' }, { status: 'cancelled' }),
      'content-type',
      'application/json',
    );
  return methods.includes('GET') ? { ...request, method: 'GET', text: '' } : undefined;
};

/** The same path without an id, where the path itself offers nothing. */
const withoutId = (request: ClientRequest): ClientRequest => ({ ...request, path: `/${targetOf(request).type}` });

/** The part of a path that is nearest to a resource type, and that type. */
const nearestType = <T extends string>(
  parts: readonly string[],
  types: readonly T[],
): readonly [number, T | undefined] => {
  const named = parts.map((part) => nearest(part, types, (type) => type));
  const far = parts.map((part, at) => distance(part, named[at] ?? ''));
  const at = far.indexOf(Math.min(...far));
  return at < 0 ? [0, types[0]] : [at, named[at]];
};

const toJson = (request: ClientRequest): ClientRequest => withHeader(request, 'content-type', 'application/json');

/** A body that is sure to pass: an example for a create, and for an update the smallest that changes nothing. */
const passingBody = (request: ClientRequest, { world }: Context): Json =>
  request.method === 'POST' ? exampleBody(targetOf(request).type, world) : { resourceType: targetOf(request).type };

const unwrapped = (request: ClientRequest, body: Json): Json | undefined =>
  typeof body['resource'] === 'object' && body['resource'] !== null
    ? { ...(body['resource'] as Json), resourceType: targetOf(request).type }
    : undefined;

const toForm = (request: ClientRequest): Fix => {
  const body = bodyOf(request) ?? {};
  const pairs = Object.entries(body).filter(([, value]) => typeof value !== 'object');
  const text = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return {
    request: withHeader({ ...request, text }, 'content-type', 'application/x-www-form-urlencoded'),
    where: 'header Content-Type',
    advice: 'A search by POST sends its parameters as a form, as the query of a GET would have them',
  };
};

const toResource: Repair = (request, context) => {
  if (request.path.endsWith('/_search')) return toForm(request);
  const { type } = targetOf(request);
  const list = parseJson(request.text);
  const body = bodyOf(request) ?? (Array.isArray(list) ? (list[0] as Json | undefined) : undefined);
  const isObject = typeof body === 'object' && !Array.isArray(body);
  const next = isObject ? (unwrapped(request, body) ?? { ...body, resourceType: type }) : passingBody(request, context);
  const where = context.parameters['where'] ?? 'body';
  const advice = `The body is the ${type} itself: one JSON object, with resourceType ${type} or none`;
  return { request: withBody(request, next), where: where === 'body' ? '$' : `$.${where}`, advice };
};

interface Known {
  readonly id: string;
}

function* encounterIds({ store }: World): Generator<Known> {
  for (const { encounter } of store().appointments.values()) if (encounter !== null) yield { id: encounter };
}

/** What a world holds of each type that can be read by id. */
const recordsOf: Readonly<Record<string, (world: World) => Iterable<Known>>> = {
  Appointment: ({ store }) => store().appointments.values(),
  Encounter: encounterIds,
  Location: ({ store }) => store().locations.values(),
  Patient: ({ store }) => store().patients.values(),
  Practitioner: ({ store }) => store().practitioners.values(),
};

/** Where nothing is stored yet, a read becomes a search and an update a create. */
const withoutKnownId = (request: ClientRequest, { world }: Context): Fix => {
  const { type } = targetOf(request);
  const path = `/${type}`;
  if (request.method === 'GET')
    return {
      request: { ...request, path },
      where: 'url',
      advice: `This world holds no ${type} yet; search, or create one`,
    };
  const body = { ...exampleBody(type, world), ...bodyOf(request) };
  const advice = `This world holds no ${type} yet; create one, then update the id of its location header`;
  return { request: withBody({ ...request, method: 'POST', path }, body), where: 'url', advice };
};

/** HTTP dates count whole seconds, so the next one is taken. */
const nextHttpDate = (instant: number): string => new Date(Math.ceil(instant / 1000) * 1000).toUTCString();

export const interactionRepairs = {
  'interaction/method-not-supported': (request, { offered }) => {
    const methods = offered(request.path) ?? [];
    const place = methods.length > 0 ? request : withoutId(request);
    const fixed = likelyRequest(place, methods.length > 0 ? methods : (offered(place.path) ?? []));
    if (fixed === undefined) return undefined;
    const instead =
      request.method === 'DELETE' && fixed.method === 'PUT' ? '; Canvas deletes nothing, so cancel it' : '';
    const advice = `${request.method} is not offered here; use ${fixed.method} ${fixed.path}${instead}`;
    return { request: fixed, where: 'method', advice };
  },
  'interaction/unknown-path': (request, { types }) => {
    const parts = request.path.split('/').filter((part) => part !== '');
    const [at, type] = nearestType(parts, types);
    if (type === undefined) return undefined;
    const path = `/${[type, ...parts.slice(at + 1, at + 2)].join('/')}`;
    const advice = `Nothing is served at ${request.path}; the resource types lie at the root of the host: ${path}`;
    return { request: { ...request, path }, where: 'url', advice };
  },
  'interaction/body-size': (request, context) => ({
    request: toJson(withBody(request, passingBody(request, context))),
    where: '$',
    advice: `Send fewer than ${context.parameters['limit'] ?? ''} bytes: leave out what Canvas does not keep`,
  }),
  'interaction/body-is-json': (request, context) => {
    const whole = parseJson(request.text);
    const isUntyped = (context.parameters['problem'] ?? '').includes('content-type');
    if (whole !== undefined && isUntyped)
      return { request: toJson(request), where: 'header Content-Type', advice: 'Send Content-Type: application/json' };
    const body = whole ?? repairJson(request.text) ?? passingBody(request, context);
    return { request: toJson(withBody(request, body)), where: '$', advice: 'Send one JSON object as the body' };
  },
  'interaction/body-is-the-resource': toResource,
  'interaction/members-are-well-formed': (request, { parameters }) => {
    const { where = 'body', problem = '' } = parameters;
    const body = bodyOf(request);
    if (body === undefined) return undefined;
    return {
      request: withBody(request, withReformed(body, where, problem)),
      where: `$.${where}`,
      advice: `${where} ${problem}`,
    };
  },
  'interaction/required-members': (request, context) => {
    const { where = '' } = context.parameters;
    const stored = storedFor(request, context);
    const times = stored && { start: formatInstant(stored.start), end: formatInstant(endOf(stored)) };
    const example = { ...exampleBody('Appointment', context.world), supportingInformation: [], ...times };
    return {
      request: withMembers(request, { [where]: example[where as keyof typeof example] }),
      where: `$.${where}`,
      advice: `${where} is required with every create and update, also where it does not change`,
    };
  },
  'interaction/unknown-id': (request, context) => {
    const { type, id } = targetOf(request);
    const known = nearest(id, recordsOf[type]?.(context.world) ?? [], (candidate) => candidate.id);
    if (known === undefined) return withoutKnownId(request, context);
    const advice = `No ${type} has the id '${id}' in world '${context.world.name}'; one that exists is ${known.id}`;
    return { request: { ...request, path: `/${type}/${known.id}` }, where: 'url', advice };
  },
  'interaction/if-unmodified-since': (request, context) => {
    const patients = context.world.store().patients;
    const stored = storedFor(request, context) ?? patients.get(targetOf(request).id);
    if (stored === undefined) return undefined;
    const date = nextHttpDate(stored.modifiedAt);
    return {
      request: withHeader(request, 'if-unmodified-since', date),
      where: 'header If-Unmodified-Since',
      advice: `It was changed at ${date}: read it again, put your change on top, and send that date or leave the header out`,
    };
  },
} satisfies Repairs<'interaction'>;

export const interactionCause = causeByPath([[/^id$/, 'interaction/update-target']]);
