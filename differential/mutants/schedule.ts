// Mutants of what surrounds the appointments: people, places, encounters, schedules and slots, shown wrongly.
import { bundling, showing, type Json, type Mutant } from './machinery/mutant.ts';

const entriesOf = (bundle: Json): readonly { readonly resource: Json }[] =>
  Array.isArray(bundle['entry']) ? (bundle['entry'] as { resource: Json }[]) : [];

/** A mutant whose searchsets lack every resource of a type for which the test holds. */
const hiding = (rule: Mutant['rule'], fault: string, type: string, test: (resource: Json) => boolean): Mutant =>
  bundling(rule, fault, (bundle) => {
    const left = entriesOf(bundle).filter(({ resource }) => resource['resourceType'] !== type || !test(resource));
    return left.length === entriesOf(bundle).length ? bundle : { ...bundle, total: left.length, entry: left };
  });

const later = (text: unknown): string => String(text).replace(/T(\d\d):/, (_whole, hour: string) => `T${hour[0]}9:`);

export const neighbours: readonly Mutant[] = [
  showing(
    'location/shows-the-practice-location',
    'a description of another',
    (location) => ({ ...location, description: 'Elsewhere' }),
    'Location',
  ),
  showing(
    'practitioner/shows-the-credentialed-name',
    'without the credentials',
    ({ name, ...practitioner }) => ({
      ...practitioner,
      name: (name as Json[]).map((one) => ({
        ...one,
        text: `${String((one['given'] as string[])[0])} ${String(one['family'])}`,
      })),
    }),
    'Practitioner',
  ),
  showing(
    'patient/shows-what-was-written',
    'another birth date',
    (patient) => ({ ...patient, birthDate: '1900-01-01' }),
    'Patient',
  ),
  showing(
    'encounter/comes-with-the-appointment',
    'of another appointment',
    (encounter) => ({ ...encounter, appointment: [{ reference: 'Appointment/00000000-0000-4000-a000-000000000000' }] }),
    'Encounter',
  ),
  hiding(
    'schedule/one-for-each-practitioner-and-location',
    'only at one location',
    'Schedule',
    ({ id }) => !String(id).startsWith('Location.1-'),
  ),
  showing(
    'schedule/id-names-location-and-practitioner',
    'without the location',
    (schedule) => ({ ...schedule, id: String(schedule['id']).replace(/^Location\.\d+-/, '') }),
    'Schedule',
  ),
  showing(
    'schedule/says-whose-and-where',
    'without where',
    (schedule) => ({ ...schedule, comment: String(schedule['comment']).replace(/ at .*/, '') }),
    'Schedule',
  ),
  bundling('schedule/all-at-once', 'one at a time', (bundle) =>
    entriesOf(bundle)[0]?.resource['resourceType'] === 'Schedule'
      ? { ...bundle, entry: entriesOf(bundle).slice(0, 1) }
      : bundle,
  ),
  showing('slot/shows-a-free-time', 'busy', (slot) => ({ ...slot, status: 'busy' }), 'Slot'),
  showing(
    'slot/lies-in-working-hours',
    'at another hour',
    (slot) => ({ ...slot, start: later(slot['start']) }),
    'Slot',
  ),
  hiding('slot/cancelled-time-is-free', 'twenty past is never offered', 'Slot', ({ start }) =>
    String(start).includes(':20:00'),
  ),
];
