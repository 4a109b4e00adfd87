// The Canvas-side records: what the instance stores. FHIR is only a view of them.

/** Canvas's own words for the status of an appointment. */
export const canvasStatuses = [
  'unconfirmed',
  'attempted',
  'confirmed',
  'arrived',
  'roomed',
  'exited',
  'no-showed',
  'cancelled',
  'deleted',
] as const;

export type CanvasStatus = (typeof canvasStatuses)[number];

/** The states of an appointment before the visit begins. */
export const bookedStatuses: readonly CanvasStatus[] = ['unconfirmed', 'attempted', 'confirmed'];

/** A reason for visit: a configured coding, free text, or both. */
export interface Reason {
  /** Id of a ReasonCoding, where the reason is structured. */
  readonly coding: string | null;
  readonly text: string | null;
}

/** An external identifier. Dates are days, `YYYY-MM-DD`. */
export interface StoredIdentifier {
  readonly id: string;
  readonly use: string | null;
  readonly system: string | null;
  readonly value: string | null;
  readonly issued: string | null;
  readonly expires: string | null;
}

/** An appointment as Canvas keeps it. Immutable: an update makes a new record. */
export interface AppointmentRecord {
  readonly id: string;
  readonly status: CanvasStatus;
  /** Id of a NoteType. */
  readonly noteType: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly start: number;
  /** Minutes from start to end; negative where the end lies before the start. */
  readonly durationMinutes: number;
  readonly practitioner: string;
  readonly patient: string | null;
  readonly location: string | null;
  /** Every reason there has been; the last one is current. */
  readonly reasons: readonly Reason[];
  readonly meetingLink: string | null;
  readonly identifiers: readonly StoredIdentifier[];
  readonly encounter: string | null;
  readonly rescheduledFrom: string | null;
  readonly rescheduledTo: string | null;
  /** Ids of the appointments that this one is co-scheduled with. */
  readonly coScheduled: readonly string[];
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** A configurable type of note or event. `system` and `code` together are its key over FHIR. */
export interface NoteType {
  readonly id: string;
  readonly name: string;
  readonly system: string;
  readonly code: string;
  readonly display: string;
  /** `encounter` is a patient appointment, `event` an other event (a calendar block). */
  readonly category: 'encounter' | 'event';
  readonly scheduleable: boolean;
  readonly default: boolean;
  readonly patientRequired: boolean;
  /** Whether visits of the type are video calls. */
  readonly telehealth: boolean;
}

/** A configured reason for visit (ReasonForVisitSettingCoding). */
export interface ReasonCoding {
  readonly id: string;
  readonly system: string;
  readonly code: string;
  readonly display: string;
  readonly userSelected: boolean;
}

/** Working hours on some days of the week, clinic-local. Day 0 is Sunday; times are `HH:MM`. */
export interface Hours {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

export interface Address {
  readonly line: readonly string[];
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export interface PractitionerRecord {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  /** Letters after the name, for example `MD`. */
  readonly credentials: string;
  readonly npi: string | null;
  readonly scheduleable: boolean;
  readonly active: boolean;
  /** Ids of the locations the practitioner works at. */
  readonly locations: readonly string[];
  readonly hours: readonly Hours[];
  /** The address of the practitioner's own meeting room. */
  readonly meetingRoom: string | null;
}

export interface PatientRecord {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  readonly gender: string;
  /** The code of US Core's birthsex extension: F, M, or one for neither. */
  readonly birthSex: string | null;
  readonly mrn: string;
  readonly active: boolean;
  readonly deceased: boolean;
  /** The FHIR date or time of the death, where it is known. */
  readonly deceasedAt: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: Address | null;
  readonly identifiers: readonly StoredIdentifier[];
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface LocationRecord {
  readonly id: string;
  /** The integer that schedules and older clients use. */
  readonly number: number;
  readonly name: string;
  readonly shortName: string;
  readonly npi: string | null;
  readonly active: boolean;
  readonly address: Address;
}

/** The encounter of one appointment, or of a chain of rescheduled ones. */
export interface EncounterRecord {
  readonly id: string;
  readonly appointment: string;
  /** The provider of the note when it was made; null where nobody knows. */
  readonly practitioner: string | null;
}

/** When an appointment ends, in milliseconds since 1970. */
export const endOf = ({ start, durationMinutes }: Pick<AppointmentRecord, 'start' | 'durationMinutes'>): number =>
  start + durationMinutes * 60_000;
