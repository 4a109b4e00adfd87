// What to do about a method, a path, a body or an id that is not taken.
import { entryOf } from '../../schemas/json.ts';
import type { World } from '../worlds/world.ts';
import { formFix, jsonFix, requiredFix, resourceFix, sizeFix } from './machinery/body-repair.ts';
import { withHeader, withMembers } from './machinery/client-request.ts';
import { causeByPath, type Hint } from './machinery/ignored.ts';
import { meantBy } from './machinery/meant.ts';
import { methodFix } from './machinery/method-repair.ts';
import { pathFix } from './machinery/path-repair.ts';
import { noFix, storedFor, targetOf, type Repair, type Repairs } from './machinery/repair.ts';

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

/** The other type that has an id. */
const typeWith = (id: string, world: World): string | undefined =>
  Object.keys(recordsOf).find((type) => [...(recordsOf[type]?.(world) ?? [])].some((known) => known.id === id));

/** An id that is known, if it is clear which was meant: never that of another record, which an update would change. */
const idFix: Repair = (request, { world }) => {
  const { type, id } = targetOf(request);
  const unknown = `No ${type} has the id '${id}' in world '${world.name}'`;
  const other = typeWith(id, world);
  if (other !== undefined && request.method === 'GET')
    return { request: { ...request, path: `/${other}/${id}` }, where: 'url', advice: `${unknown}; it is a ${other}` };
  const meant = meantBy(id, entryOf(recordsOf, type)?.(world) ?? [], (known) => [known.id]);
  if (meant !== undefined)
    return {
      request: { ...request, path: `/${type}/${meant.id}` },
      where: 'url',
      advice: `${unknown}; it is nearly ${meant.id}`,
    };
  const create = ['Appointment', 'Patient'].includes(type) ? `, or create one by POST /${type}` : '';
  return noFix('url', `${unknown}: find it by GET /${type}${create}`);
};

/** HTTP dates count whole seconds, so the next one is taken. */
const nextHttpDate = (instant: number): string => new Date(Math.ceil(instant / 1000) * 1000).toUTCString();

export const interactionRepairs = {
  'interaction/method-not-supported': methodFix,
  'interaction/unknown-path': pathFix,
  'interaction/body-size': sizeFix,
  'interaction/body-is-json': jsonFix,
  'interaction/body-is-the-resource': resourceFix,
  'interaction/members-are-well-formed': formFix,
  'interaction/required-members': requiredFix,
  'interaction/update-needs-id': (request) => {
    const { id } = targetOf(request);
    const advice = `Send the id of the appointment in the body as well, as it stands in the URL: ${id}`;
    return { request: withMembers(request, { id }), where: '$.id', advice };
  },
  'interaction/unknown-id': idFix,
  'interaction/if-unmodified-since': (request, context) => {
    const patients = context.world.store().patients;
    const stored = storedFor(request, context) ?? patients.get(targetOf(request).id);
    if (stored === undefined) return undefined;
    const date = nextHttpDate(stored.modifiedAt);
    return {
      request: withHeader(request, 'if-unmodified-since', date),
      where: 'header If-Unmodified-Since',
      advice: `Somebody changed it at ${date}: read it again, put your change on top, and send that date`,
    };
  },
} satisfies Repairs<'interaction'>;

export const interactionCause = causeByPath([[/^id$/, 'interaction/update-target']]);

/** What to say of an id in the body that is another than that of the URL. */
export const interactionHint: Hint = ({ path }) =>
  path === 'id' ? 'The id of the URL counts: the one in the body is not kept' : undefined;
