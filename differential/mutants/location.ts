// Mutants of a practice location as it is shown.
import { mutatedResource, type Mutant } from './machinery/mutant.ts';

export const locationMutants: readonly Mutant[] = [
  mutatedResource(
    'location/shows-the-practice-location',
    'a description of another',
    (location) => ({ ...location, description: 'Another place' }),
    'Location',
  ),
];
