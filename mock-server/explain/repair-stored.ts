// Repairs of what does not fit what is stored: an id nobody knows, a change in between.
import type { RefusalId } from '../../schemas/rules/index.ts';
import type { World } from '../worlds/world.ts';
import { exampleBody } from './example.ts';
import { nearest } from './nearest.ts';
import { storedFor, targetOf, type Context, type Fix, type Repair } from './repair.ts';
import { bodyOf, withBody, withHeader, type Sent } from './sent.ts';

interface Known {
  readonly id: string;
}

function* encounterIds({ store }: World): Generator<Known> {
  for (const { encounter } of store().appointments.values()) if (encounter !== null) yield { id: encounter };
}

/** What a world holds of each type that can be read by id. */
const held: Readonly<Record<string, (world: World) => Iterable<Known>>> = {
  Appointment: ({ store }) => store().appointments.values(),
  Encounter: encounterIds,
  Location: ({ store }) => store().locations.values(),
  Patient: ({ store }) => store().patients.values(),
  Practitioner: ({ store }) => store().practitioners.values(),
};

/** Where nothing is stored yet, a read becomes a search and an update a create. */
const withoutAny = (sent: Sent, { world }: Context): Fix => {
  const { type } = targetOf(sent);
  const path = `/${type}`;
  if (sent.method === 'GET')
    return { sent: { ...sent, path }, where: 'url', advice: `This world holds no ${type} yet; search, or create one` };
  const body = { ...exampleBody(type, world), ...bodyOf(sent) };
  const advice = `This world holds no ${type} yet; create one, then update the id of its location header`;
  return { sent: withBody({ ...sent, method: 'POST', path }, body), where: 'url', advice };
};

/** HTTP dates count whole seconds, so the next one is taken. */
const httpDate = (instant: number): string => new Date(Math.ceil(instant / 1000) * 1000).toUTCString();

export const storedRepairs = {
  'interaction/unknown-id': (sent, context) => {
    const { type, id } = targetOf(sent);
    const known = nearest(id, held[type]?.(context.world) ?? [], (candidate) => candidate.id);
    if (known === undefined) return withoutAny(sent, context);
    const advice = `No ${type} has the id '${id}' in world '${context.world.name}'; one that exists is ${known.id}`;
    return { sent: { ...sent, path: `/${type}/${known.id}` }, where: 'url', advice };
  },
  'interaction/if-unmodified-since': (sent, context) => {
    const patients = context.world.store().patients;
    const stored = storedFor(sent, context) ?? patients.get(targetOf(sent).id);
    if (stored === undefined) return undefined;
    const date = httpDate(stored.modifiedAt);
    return {
      sent: withHeader(sent, 'if-unmodified-since', date),
      where: 'header If-Unmodified-Since',
      advice: `It was changed at ${date}: read it again, put your change on top, and send that date or leave the header out`,
    };
  },
} satisfies Readonly<Partial<Record<RefusalId, Repair>>>;
