// participant: who takes part, as proposed and as shown.
import { reject } from '../../schemas/outcome.ts';
import type { Participant } from '../../schemas/appointment.ts';
import { intendedType } from './appointment-type.ts';
import { intendedPatient, type Attempt } from './attempt.ts';
import type { Effects, Elements, Refusals } from './behaviour.ts';
import type { NoteType } from '../../schemas/canvas/record.ts';
import { typeOfReference } from './reference.ts';

const statusesOf = ({ proposal }: Attempt): readonly (string | undefined)[] => proposal.participant?.statuses ?? [];

const participationStatuses = ['accepted', 'declined', 'tentative', 'needs-action'];

const isTaken = (status: string | undefined, { instance }: Attempt): boolean =>
  status !== undefined &&
  status !== '' &&
  (instance.settings.participantStatus === 'any' || participationStatuses.includes(status));

/** The type the appointment will have, where it requires a patient and will have none. */
const typeWithoutPatient = (attempt: Attempt): NoteType | undefined => {
  const type = intendedType(attempt);
  return type?.patientRequired === true && intendedPatient(attempt) === null ? type : undefined;
};

export const participantRefusals = {
  'participant/practitioner-required': ({ interaction, proposal: { participant } }) => {
    const isProposed = interaction === 'create' || participant !== undefined;
    return isProposed && participant?.practitioner === undefined
      ? reject('participant/practitioner-required', {})
      : undefined;
  },
  'participant/status-required': (attempt) => {
    const position = statusesOf(attempt).findIndex((status) => !isTaken(status, attempt));
    return position < 0
      ? undefined
      : reject('participant/status-required', { where: `participant[${position}].status` });
  },
  'participant/status-is-accepted': (attempt) => {
    const statuses = statusesOf(attempt);
    const position = statuses.findIndex((status) => status !== 'accepted');
    return position < 0
      ? undefined
      : reject('participant/status-is-accepted', {
          where: `participant[${position}].status`,
          value: statuses[position] ?? '',
        });
  },
  'participant/practitioner-is-named': ({ proposal }) =>
    proposal.participant?.practitioner === '' ? reject('participant/practitioner-is-named', {}) : undefined,
  'participant/patient-cannot-change': ({ proposal, stored }) => {
    const named = proposal.participant?.patient;
    const present = stored?.patient ?? undefined;
    return named !== undefined && present !== undefined && named !== present
      ? reject('participant/patient-cannot-change', {})
      : undefined;
  },
  'participant/unknown-practitioner': (attempt) => {
    const id = attempt.proposal.participant?.practitioner;
    const isUnknown = id !== undefined && id !== '' && attempt.instance.practitioner(id) === undefined;
    return isUnknown && attempt.instance.settings.unknownReferences === 'refuse'
      ? reject('participant/unknown-practitioner', { reference: `Practitioner/${id}` })
      : undefined;
  },
  'participant/unknown-patient': (attempt) => {
    const id = attempt.proposal.participant?.patient;
    const isUnknown = id !== undefined && attempt.instance.patient(id) === undefined;
    return isUnknown && attempt.instance.settings.unknownReferences === 'refuse'
      ? reject('participant/unknown-patient', { reference: `Patient/${id}` })
      : undefined;
  },
  'participant/patient-required-by-type': (attempt) => {
    const type = typeWithoutPatient(attempt);
    return type && reject('participant/patient-required-by-type', { name: type.name });
  },
  'participant/patient-as-the-type-requires': (attempt) => {
    const type = typeWithoutPatient(attempt);
    return type && reject('participant/patient-as-the-type-requires', { name: type.name });
  },
} satisfies Partial<Refusals>;

export const participantEffects = {
  'participant/practitioner': (draft, { proposal }) => {
    const practitioner = proposal.participant?.practitioner;
    return practitioner === undefined || practitioner === '' ? draft : { ...draft, practitioner };
  },
  'participant/blank-practitioner': (draft, { proposal, instance }) =>
    proposal.participant?.practitioner === '' ? { ...draft, practitioner: instance.canvasBot } : draft,
  'participant/patient': (draft, { proposal }) => {
    const patient = proposal.participant?.patient;
    return patient === undefined ? draft : { ...draft, patient };
  },
} satisfies Partial<Effects>;

const mapParticipants = (
  participants: readonly Participant[] | undefined,
  change: (participant: Participant) => Participant,
): readonly Participant[] => (participants ?? []).map(change);

export const participantElements = {
  'participant/status-reads-accepted': (view) => ({
    ...view,
    participant: mapParticipants(view.participant, (participant) => ({ ...participant, status: 'accepted' })),
  }),
  'participant/practitioner-first': (view) => ({ ...view, participant: (view.participant ?? []).toReversed() }),
  'participant/actor-type': (view) => ({
    ...view,
    participant: mapParticipants(view.participant, (participant) => ({
      ...participant,
      actor: { ...participant.actor, type: typeOfReference(participant.actor?.reference ?? '') },
    })),
  }),
} satisfies Partial<Elements>;
