// The resource types that a scope may name, and which of them a client may write with it.
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

/** What a patient writes; Coverage, too, which staff only read. */
const typesOfPatient = words(
  'Appointment Communication Consent Coverage Media MedicationStatement Patient PaymentNotice QuestionnaireResponse',
);

/** Whether a scope of a level lets a client write a type, from the edition on that says so. */
const canWrite = (level: Level, type: string): boolean =>
  level === 'patient' ? typesOfPatient.has(type) : !readOnlyTypes.has(type);

const isWrite = (access: Access): boolean => access === 'create' || access === 'update';

/** Whether a scope of a level gives all the accesses that it names to a type. The wildcard stands for the types that there are. */
export const isWhole = (level: Level, type: string, accesses: readonly Access[], { isInForce }: Contract): boolean => {
  if (type === '*') return true;
  if (!types.has(type)) return false;
  return !isInForce('access/scope-writes-by-context') || canWrite(level, type) || !accesses.some(isWrite);
};
