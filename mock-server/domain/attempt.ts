// A write as the domain sees it: what is proposed, what is stored, and the instance it happens in. All of it values.
import type {
  AppointmentRecord,
  LocationRecord,
  NoteType,
  PatientRecord,
  PractitionerRecord,
  ReasonCoding,
} from '../../schemas/canvas/record.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { Proposal } from './proposal.ts';

/** What the domain may ask of the instance. Every look-up takes constant time. */
export interface Instance {
  readonly settings: Settings;
  readonly canvasBot: string;
  readonly noteType: (id: string) => NoteType | undefined;
  readonly noteTypeByCode: (system: string, code: string) => NoteType | undefined;
  readonly defaultNoteType: () => NoteType | undefined;
  readonly reasonCoding: (id: string) => ReasonCoding | undefined;
  readonly reasonCodingByCode: (code: string) => ReasonCoding | undefined;
  /** How many configured reasons have a code. */
  readonly reasonCodingsWith: (code: string) => number;
  readonly practitioner: (id: string) => PractitionerRecord | undefined;
  readonly patient: (id: string) => PatientRecord | undefined;
  readonly hasAppointment: (id: string) => boolean;
  /** By UUID, or by the integer that older clients use. */
  readonly location: (idOrNumber: string) => LocationRecord | undefined;
  /** Whether the practitioner has another open appointment that overlaps the half-open span [start, end). */
  readonly isBooked: (practitioner: string, start: number, end: number, except: string) => boolean;
}

/** What a view may look up: nothing that changes with the time or with other appointments. */
export type ViewContext = Pick<Instance, 'settings' | 'noteType' | 'reasonCoding' | 'practitioner'>;

/** Ids for what a write may bring into being. */
interface NewIds {
  readonly appointment: string;
  readonly encounter: string;
  /** One for each identifier of the body. */
  readonly identifiers: readonly string[];
}

export interface Attempt {
  readonly interaction: 'create' | 'update';
  /** The id of the URL; of a create, the new one. */
  readonly id: string;
  readonly proposal: Proposal;
  /** The record an update changes; undefined on create, and where the id is unknown. */
  readonly stored: AppointmentRecord | undefined;
  readonly instance: Instance;
  readonly ids: NewIds;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The If-Unmodified-Since header as milliseconds since 1970, where it is a valid date. */
  readonly unmodifiedSince: number | undefined;
}

/** The patient the appointment will have, or null. */
export const intendedPatient = ({ proposal, stored }: Attempt): string | null =>
  proposal.participant?.patient ?? stored?.patient ?? null;
