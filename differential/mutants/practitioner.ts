// Mutants of a practitioner as it is shown.
import { mutatedResource, type Json, type Mutant } from './machinery/mutant.ts';

export const practitionerMutants: readonly Mutant[] = [
  mutatedResource(
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
];
