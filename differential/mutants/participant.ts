// Mutants of who takes part.
import { mutatedResource, type Json, type Mutant } from './machinery/mutant.ts';
import { actorsOf, isPatientMissing, refusedTooMuch } from './machinery/refusing.ts';

export const participantMutants: readonly Mutant[] = [
  refusedTooMuch('participant/patient-optional', 'refused without a patient', isPatientMissing),
  refusedTooMuch('participant/any-order', 'the patient first refused', (body) =>
    actorsOf(body).startsWith('[{"actor":{"reference":"Patient'),
  ),
  refusedTooMuch('participant/any-order', 'an actor with a type refused', (body) => actorsOf(body).includes('"type":')),
  {
    rule: 'participant/status-unused',
    fault: 'FHIR statuses only',
    options: { settings: { participantStatus: 'fhir' } },
  },
  mutatedResource(
    'participant/id-format',
    'ids with a dash',
    (resource) =>
      JSON.parse(JSON.stringify(resource).replace(/(Practitioner|Patient)\/(\w{8})(\w{24})/g, '$1/$2-$3')) as Json,
  ),
];
