// Bodies that pass, made of what a world holds: where nothing of the client's own body can be kept.
import { formatInstant } from '../../../schemas/canvas/instant.ts';
import type { LocationRecord, NoteType, PractitionerRecord } from '../../../schemas/canvas/record.ts';
import { birthSexUrl } from '../../resources/patient/request.ts';
import type { World } from '../../worlds/world.ts';
import type { Json } from './client-request.ts';

const minute = 60_000;
const day = 1440 * minute;

const firstOf = <T>(values: Iterable<T>): T | undefined => {
  for (const value of values) return value;
  return undefined;
};

/** The first half hour after `from` in which a practitioner has no appointment, by steps of it. */
export const freeTime = (
  { instance }: World,
  practitioner: string,
  from: number,
  length: number,
  except = '',
): number => {
  const step = Math.max(length, minute);
  for (let turn = 0; turn < 100_000; turn += 1) {
    const start = from + turn * step;
    if (!instance.isBooked(practitioner, start, start + step, except)) return start;
  }
  return from;
};

/** Tomorrow at nine, by the clock of the world. */
export const tomorrowAtNine = ({ clock }: World): number => Math.floor(clock.now() / day) * day + day + 9 * 60 * minute;

/** The practitioners that can be booked. */
export const bookablePractitioners = ({ store }: World): readonly PractitionerRecord[] =>
  [...store().practitioners.values()].filter(({ scheduleable, active }) => scheduleable && active);

/** A practitioner that can be booked, or where there is none Canvas Bot. */
export const somePractitioner = (world: World): string =>
  bookablePractitioners(world)[0]?.id ?? world.instance.canvasBot;

/** The types that can be booked, the default one first. */
export const bookableTypes = ({ store }: World): readonly NoteType[] =>
  [...store().noteTypes.values()]
    .filter(({ scheduleable }) => scheduleable)
    .toSorted((one, other) => Number(other.default) - Number(one.default));

/** The locations that are in use. */
export const activeLocations = ({ store }: World): readonly LocationRecord[] =>
  [...store().locations.values()].filter(({ active }) => active);

export const somePatient = (world: World): string | undefined => firstOf(world.store().patients.values())?.id;

export const participantOf = (reference: string): Json => ({ actor: { reference }, status: 'accepted' });

const appointment = (world: World): Json => {
  const practitioner = somePractitioner(world);
  const patient = somePatient(world);
  const start = freeTime(world, practitioner, tomorrowAtNine(world), 30 * minute);
  return {
    resourceType: 'Appointment',
    status: 'proposed',
    supportingInformation: activeLocations(world)
      .slice(0, 1)
      .map(({ id }) => ({ reference: `Location/${id}` })),
    start: formatInstant(start),
    end: formatInstant(start + 30 * minute),
    participant: [
      participantOf(`Practitioner/${practitioner}`),
      ...(patient === undefined ? [] : [participantOf(`Patient/${patient}`)]),
    ],
  };
};

const patient: Json = {
  resourceType: 'Patient',
  name: [{ use: 'official', family: 'Example', given: ['Pat'] }],
  birthDate: '1980-01-01',
  gender: 'unknown',
  extension: [{ url: birthSexUrl, valueCode: 'UNK' }],
};

/** A body for a create of a type. */
export const exampleBody = (type: string, world: World): Json => (type === 'Patient' ? patient : appointment(world));
