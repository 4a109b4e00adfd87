// What the body of a write proposes, read once: every refusal and every effect takes it from here.
import type {
  AppointmentRequest,
  CodeableConcept,
  Coding,
  Endpoint,
  Identifier,
  Participant,
  Reference,
} from '../../schemas/appointment.ts';
import { parseInstant } from '../../schemas/canvas/instant.ts';
import type { NoteType } from '../../schemas/canvas/record.ts';
import { coScheduledDisplay, isMeetingEndpoint, isEndpoint } from './endpoint.ts';
import { firstIdOf, idsOf, targetsOf } from './reference.ts';

interface ProposedTime {
  readonly text: string;
  /** Milliseconds since 1970; undefined where the text is not an instant. */
  readonly instant: number | undefined;
}

interface ProposedParticipants {
  readonly statuses: readonly (string | undefined)[];
  /** The practitioner's id; '' where it was left blank, undefined where none takes part. */
  readonly practitioner: string | undefined;
  readonly patient: string | undefined;
}

interface ProposedType {
  /** How many codings there are; the first one counts. */
  readonly count: number;
  readonly coding: Coding | undefined;
  /** The note type that the coding names, where there is one. */
  readonly noteType: NoteType | undefined;
}

interface ProposedReason {
  readonly count: number;
  /** FHIR knows no empty string: an empty text counts as none. */
  readonly text: string | null;
  /** The code of the first coding, '' where that has none; undefined where there is no coding. */
  readonly code: string | undefined;
}

interface ProposedInformation {
  /** The UUID or the integer of a location. */
  readonly location: string | undefined;
  /** Ids of the appointments that the body refers to as co-scheduled. */
  readonly coScheduled: readonly string[];
  /** Whether the meeting endpoint among the contained resources is referred to. */
  readonly hasEndpoint: boolean;
}

interface ProposedEndpoint {
  readonly id: string | undefined;
  readonly address: string | undefined;
  readonly isMeeting: boolean;
}

/** The members of a body, by their names in FHIR. One that was not sent is undefined. */
export interface Proposal {
  /** The body itself. */
  readonly sent: AppointmentRequest;
  readonly status: string | undefined;
  readonly start: ProposedTime | undefined;
  readonly end: ProposedTime | undefined;
  readonly participant: ProposedParticipants | undefined;
  readonly appointmentType: ProposedType | undefined;
  readonly reasonCode: ProposedReason | undefined;
  readonly description: string | undefined;
  readonly identifier: readonly Identifier[] | undefined;
  readonly contained: readonly ProposedEndpoint[] | undefined;
  readonly supportingInformation: ProposedInformation | undefined;
}

const timeOf = (text: string): ProposedTime => ({ text, instant: parseInstant(text) });

const participantsOf = (participants: readonly Participant[]): ProposedParticipants => {
  const targets = targetsOf(participants.map(({ actor }) => actor?.reference));
  return {
    statuses: participants.map(({ status }) => status),
    practitioner: firstIdOf('Practitioner', targets),
    patient: firstIdOf('Patient', targets),
  };
};

/** Finds a note type by the system and code of a coding. */
type NoteTypeByCode = (system: string, code: string) => NoteType | undefined;

const typeOf = ({ coding: codings = [] }: CodeableConcept, noteTypeByCode: NoteTypeByCode): ProposedType => {
  const [coding] = codings;
  const noteType = coding && noteTypeByCode(coding.system ?? '', coding.code ?? '');
  return { count: codings.length, coding, noteType };
};

/** A text, or null where there is none. FHIR knows no empty string. */
export const textOf = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** A code or system as a refusal names it, also where it was left out. */
export const nameIn = (text: string | undefined): string => text || '(none)';

const reasonOf = (reasons: readonly CodeableConcept[]): ProposedReason => {
  const [reason] = reasons;
  const coding = reason?.coding?.[0];
  return { count: reasons.length, text: textOf(reason?.text), code: coding && (coding.code ?? '') };
};

const isCoScheduled = ({ display }: Reference): boolean => display?.toLowerCase() === coScheduledDisplay.toLowerCase();

const textsOf = (references: readonly Reference[]) => references.map(({ reference }) => reference);

const informationOf = (references: readonly Reference[]): ProposedInformation => ({
  location: firstIdOf('Location', targetsOf(textsOf(references))),
  coScheduled: idsOf('Appointment', targetsOf(textsOf(references.filter(isCoScheduled)))),
  hasEndpoint: references.some(({ reference = '' }) => reference.startsWith('#') && isEndpoint(reference.slice(1))),
});

const endpointOf = (resource: Endpoint): ProposedEndpoint => ({
  id: resource.id,
  address: resource.address,
  isMeeting: isMeetingEndpoint(resource),
});

/** Reads a body. What is malformed has been refused before. */
export const proposalOf = (body: AppointmentRequest, noteTypeByCode: NoteTypeByCode): Proposal => {
  const { start, end, participant, appointmentType, reasonCode, contained, supportingInformation } = body;
  return {
    sent: body,
    status: body.status,
    start: start === undefined ? undefined : timeOf(start),
    end: end === undefined ? undefined : timeOf(end),
    participant: participant && participantsOf(participant),
    appointmentType: appointmentType && typeOf(appointmentType, noteTypeByCode),
    reasonCode: reasonCode && reasonOf(reasonCode),
    description: body.description,
    identifier: body.identifier,
    contained: contained?.map(endpointOf),
    supportingInformation: supportingInformation && informationOf(supportingInformation),
  };
};
