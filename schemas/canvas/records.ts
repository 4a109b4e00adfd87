// Everything one instance of Canvas stores, as plain lists.
import type {
  AppointmentRecord,
  EncounterRecord,
  LocationRecord,
  NoteType,
  PatientRecord,
  PractitionerRecord,
  ReasonCoding,
} from './record.ts';

/** The records of an instance as plain lists: what a fixture is, and what an export holds. */
export interface Records {
  readonly practitioners: readonly PractitionerRecord[];
  readonly patients: readonly PatientRecord[];
  readonly locations: readonly LocationRecord[];
  readonly noteTypes: readonly NoteType[];
  readonly reasonCodings: readonly ReasonCoding[];
  readonly appointments: readonly AppointmentRecord[];
  readonly encounters: readonly EncounterRecord[];
}

export type CollectionName = keyof Records;
