// What a scenario means when it says no more than "an appointment" or "a patient".

/** Complete bodies, with names of the cast and the scenario's day. */
export const canonical = {
  Appointment: {
    resourceType: 'Appointment',
    status: 'proposed',
    appointmentType: { coding: [{ system: 'http://snomed.info/sct', code: '448337001', display: 'Video visit' }] },
    reasonCode: [{ text: 'Conformance harness visit' }],
    supportingInformation: [{ reference: 'Location/Clinic' }],
    start: '{day}T15:00:00Z',
    end: '{day}T15:30:00Z',
    participant: [
      { actor: { reference: 'Practitioner/Ann' }, status: 'accepted' },
      { actor: { reference: 'Patient/Pat' }, status: 'accepted' },
    ],
  },
  Patient: {
    resourceType: 'Patient',
    name: [{ use: 'official', family: 'Harness', given: ['Ada'] }],
    gender: 'female',
    birthDate: '1980-11-13',
    extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' }],
  },
} as const;

/** The members that later editions, and stricter servers, require of every update as well. */
export const requiredMembers: Readonly<Record<string, readonly string[]>> = {
  Appointment: ['status', 'supportingInformation', 'start', 'end', 'participant'],
  Patient: ['extension'],
};

/** The types whose updates carry the id in their body: every edition takes it, later ones require it. */
export const updateCarriesId: ReadonlySet<string> = new Set(['Appointment']);

/** The resource types of which a scenario creates records. */
export type Kind = keyof typeof canonical;

/** A record as a feature speaks of it: its resource type, and the name it has in the scenario. */
export interface Named {
  readonly type: string;
  readonly name: string;
}

/** What a feature calls "the appointment" or "the patient". */
export const theOne = (type: Kind): Named => ({ type, name: `the ${type.toLowerCase()}` });
