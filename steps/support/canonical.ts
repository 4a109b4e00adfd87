// The appointment that a scenario means when it says no more than "an appointment".

/** A complete body, with names of the cast and the scenario's day. */
export const canonical = {
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
} as const;
