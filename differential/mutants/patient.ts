// Mutants of a patient as it is shown.
import { mutatedResource, type Mutant } from './machinery/mutant.ts';

export const patientMutants: readonly Mutant[] = [
  mutatedResource(
    'patient/shows-what-was-written',
    'another birth date',
    (patient) => ({ ...patient, birthDate: '1900-01-01' }),
    'Patient',
  ),
  mutatedResource(
    'patient/deceased-is-kept',
    'forgotten',
    ({ deceasedBoolean: _death, ...patient }) => patient,
    'Patient',
  ),
  {
    rule: 'patient/death-cancels-appointments',
    fault: 'left out',
    options: { without: ['patient/death-cancels-appointments'] },
  },
  mutatedResource('patient/death-leaves-appointments', 'all cancelled', (appointment) => ({
    ...appointment,
    status: 'cancelled',
  })),
];
