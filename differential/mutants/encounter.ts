// Mutants of the encounter of an appointment as it is shown.
import { mutatedResource, type Mutant } from './machinery/mutant.ts';

export const encounterMutants: readonly Mutant[] = [
  mutatedResource(
    'encounter/comes-with-the-appointment',
    'of another appointment',
    (encounter) => ({ ...encounter, appointment: [{ reference: 'Appointment/00000000-0000-4000-a000-000000000000' }] }),
    'Encounter',
  ),
  mutatedResource(
    'encounter/provider-stays',
    'nobody',
    ({ participant: _participant, ...encounter }) => encounter,
    'Encounter',
  ),
];
