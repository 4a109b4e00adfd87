// Schedule: one for each practitioner that can be scheduled at each location of theirs.
import type { LocationRecord, PractitionerRecord } from '../../../schemas/canvas/record.ts';
import type { Handler, Resource } from '../any-type/handler.ts';
import type { World } from '../../worlds/world.ts';
import { canBeScheduled, credentialedName } from '../practitioner/practitioner.ts';
import { wholeSearchset } from '../any-type/whole-searchset.ts';

/** A practitioner at a location. */
export interface Assignment {
  readonly practitioner: PractitionerRecord;
  readonly location: LocationRecord;
}

/** The id of a Schedule: `Location.<number>-Staff.<practitioner>`. */
export const scheduleId = ({ practitioner, location }: Assignment): string =>
  `Location.${location.number}-Staff.${practitioner.id}`;

const isOffered = ({ practitioner, location }: Assignment): boolean =>
  canBeScheduled(practitioner) && location.active && practitioner.locations.includes(location.id);

/** The practitioner and location of a Schedule's id, where there is such a Schedule. */
export const assignmentOf = (id: string, { store }: World): Assignment | undefined => {
  const [, number = '', staff = ''] = /^Location\.(\d+)-Staff\.(.+)$/.exec(id) ?? [];
  const location = store().locations.byKey(number);
  const practitioner = store().practitioners.get(staff);
  if (location === undefined || practitioner === undefined) return undefined;
  return isOffered({ practitioner, location }) ? { practitioner, location } : undefined;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const view = (post: Assignment) => {
  const comment = `Schedule for ${credentialedName(post.practitioner)} at ${post.location.name}`;
  return {
    resourceType: 'Schedule',
    id: scheduleId(post),
    text: { status: 'generated', div: `<div>${escaped(comment)}</div>` },
    actor: [{ reference: `Practitioner/${post.practitioner.id}`, type: 'Practitioner' }],
    comment,
  };
};

const assignments = ({ store }: World): Assignment[] => {
  const practitioners = [...store().practitioners.values()];
  const locations = [...store().locations.values()].toSorted((one, other) => one.number - other.number);
  return locations
    .flatMap((location) => practitioners.map((practitioner) => ({ practitioner, location })))
    .filter(isOffered);
};

const search: Handler = (_request, world) =>
  wholeSearchset('Schedule', assignments(world).map(view), !world.contract.isInForce('schedule/no-links'), world);

/** Schedule: search. */
export const schedule: Resource = { search };
