// Mutants of schedules.
import { mutatedSearchset, entriesOf, hiddenResources, mutatedResource, type Mutant } from './machinery/mutant.ts';

export const scheduleMutants: readonly Mutant[] = [
  hiddenResources(
    'schedule/one-for-each-practitioner-and-location',
    'only at one location',
    'Schedule',
    ({ id }) => !String(id).startsWith('Location.1-'),
  ),
  mutatedResource(
    'schedule/id-names-location-and-practitioner',
    'without the location',
    (schedule) => ({ ...schedule, id: String(schedule['id']).replace(/^Location\.\d+-/, '') }),
    'Schedule',
  ),
  mutatedResource(
    'schedule/says-whose-and-where',
    'without where',
    (schedule) => ({ ...schedule, comment: String(schedule['comment']).replace(/ at .*/, '') }),
    'Schedule',
  ),
  mutatedSearchset('schedule/all-at-once', 'one at a time', (bundle) =>
    entriesOf(bundle)[0]?.resource['resourceType'] === 'Schedule'
      ? { ...bundle, entry: entriesOf(bundle).slice(0, 1) }
      : bundle,
  ),
];
