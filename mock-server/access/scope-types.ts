// The resource types that a scope may name, and what a context gives of them.
import type { Contract } from '../../schemas/contract.ts';

export type Level = 'user' | 'patient' | 'system';

/** What a client does with a resource type. */
export type Access = 'create' | 'read' | 'update' | 'search';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** The types of Canvas's FHIR API, whether this mock serves them or not: tokens are asked for a whole application. */
const types = words(
  'AllergyIntolerance Appointment CarePlan CareTeam Claim Communication Condition Consent Coverage ' +
    'CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DiagnosticReport DocumentReference ' +
    'Encounter Goal Group Immunization Location Media Medication MedicationDispense MedicationRequest ' +
    'MedicationStatement Observation Organization Patient PaymentNotice Practitioner PractitionerRole Procedure ' +
    'Provenance Questionnaire QuestionnaireResponse RelatedPerson Schedule ServiceRequest Slot Specimen Task',
);

const readOnlyTypes = words(
  'Coverage MedicationDispense Questionnaire RelatedPerson Schedule ServiceRequest Slot Specimen',
);

/** What a context may write besides reading, from the edition on that says so. */
const canWrite: Readonly<Record<Level, (type: string) => boolean>> = {
  user: (type) => !readOnlyTypes.has(type),
  system: (type) => !readOnlyTypes.has(type),
  patient: (type) =>
    words(
      'Appointment Communication Consent Coverage Media MedicationStatement Patient PaymentNotice QuestionnaireResponse',
    ).has(type),
};

const isWrite = (access: Access): boolean => access === 'create' || access === 'update';

/** Whether a scope of a context gives all that it says of a type; the wildcard stands for what there is. */
export const givesWhatItSays = (
  level: Level,
  type: string,
  accesses: readonly Access[],
  { isInForce }: Contract,
): boolean => {
  if (type === '*') return true;
  if (!types.has(type)) return false;
  return !isInForce('access/scope-writes-by-context') || canWrite[level](type) || !accesses.some(isWrite);
};
