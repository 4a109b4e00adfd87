// What a Canvas-side record holds where whoever makes it does not say.
import type { CollectionName } from './records.ts';

/** The members that a new record need not say. */
export const recordDefaults = {
  appointments: {
    status: 'unconfirmed',
    patient: null,
    location: null,
    reasons: [],
    meetingLink: null,
    identifiers: [],
    encounter: null,
    rescheduledFrom: null,
    rescheduledTo: null,
    coScheduled: [],
  },
  practitioners: {
    credentials: '',
    npi: null,
    scheduleable: true,
    active: true,
    locations: [],
    hours: [],
    meetingRoom: null,
  },
  patients: { gender: 'unknown', active: true, phone: null, email: null, address: null, identifiers: [] },
  locations: { npi: null, active: true },
  encounters: {},
  noteTypes: { category: 'encounter', scheduleable: true, default: false, patientRequired: false, telehealth: false },
  reasonCodings: { userSelected: false },
} as const satisfies Readonly<Record<CollectionName, object>>;
