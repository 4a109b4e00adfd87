// What to do about a practitioner or patient who is missing, unknown or without a status.
import type { PatientRecord, PractitionerRecord } from '../../schemas/canvas/record.ts';
import { firstIdOf, targetsOf } from '../domain/reference.ts';
import { participantOf, somePatient, somePractitioner } from './machinery/example.ts';
import { nearest } from '../../schemas/nearest.ts';
import { listIn, positionIn, referenceOf, withItem, type Context, type Fix, type Repairs } from './machinery/repair.ts';
import { withMembers, type Json, type ClientRequest } from './machinery/client-request.ts';
import { causeByPath } from './machinery/ignored.ts';

const positionOf = (request: ClientRequest, type: string): number =>
  listIn(request, 'participant').findIndex(
    (participant) => firstIdOf(type, targetsOf([referenceOf(participant)])) !== undefined,
  );

const withActor = (request: ClientRequest, at: number, reference: string): ClientRequest =>
  withMembers(request, {
    participant: withItem(listIn(request, 'participant'), at, (participant) => ({
      ...participant,
      actor: { ...(participant['actor'] as Json), reference },
    })),
  });

const withParticipant = (request: ClientRequest, reference: string): ClientRequest =>
  withMembers(request, { participant: [...listIn(request, 'participant'), participantOf(reference)] });

/** Puts the nearest known person in the place of one that is not known. */
const knownPerson = (
  request: ClientRequest,
  type: 'Patient' | 'Practitioner',
  people: Iterable<PatientRecord | PractitionerRecord>,
  { parameters }: Context,
): Fix | undefined => {
  const at = positionOf(request, type);
  const person = nearest((parameters['reference'] ?? '').replace(`${type}/`, ''), people, ({ id }) => id);
  if (at < 0 || person === undefined) return undefined;
  const { id, given, family } = person;
  return {
    request: withActor(request, at, `${type}/${id}`),
    where: `$.participant[${at}].actor.reference`,
    advice: `No ${type} has that id; one that exists is ${id} (${given} ${family}), others by GET /${type}`,
  };
};

const namesNobody = ({ actor }: Json): boolean => /^Practitioner\/?\s*$/.test(String((actor as Json)['reference']));

export const participantRepairs = {
  'participant/practitioner-required': (request, { world }) => ({
    request: withParticipant(request, `Practitioner/${somePractitioner(world)}`),
    where: '$.participant',
    advice: 'Add a participant whose actor is the practitioner to book; others by GET /Practitioner',
  }),
  'participant/status-required': (request, { parameters }) => {
    const at = positionIn(parameters);
    const participant = withItem(listIn(request, 'participant'), at, (item) => ({ ...item, status: 'accepted' }));
    const advice = "Each participant has a status, for example 'accepted'; its value is not used";
    return { request: withMembers(request, { participant }), where: `$.participant[${at}].status`, advice };
  },
  'participant/status-is-accepted': (request, { parameters }) => ({
    request: withMembers(request, {
      participant: withItem(listIn(request, 'participant'), positionIn(parameters), (item) => ({
        ...item,
        status: 'accepted',
      })),
    }),
    where: `$.${parameters['where'] ?? ''}`,
    advice: "The only participant status is 'accepted'",
  }),
  'participant/practitioner-is-named': (request, { world }) => ({
    request: withMembers(request, {
      participant: listIn(request, 'participant').map((item) =>
        namesNobody(item) ? participantOf(`Practitioner/${somePractitioner(world)}`) : item,
      ),
    }),
    where: '$.participant',
    advice: 'Name the practitioner by id; others by GET /Practitioner',
  }),
  'participant/unknown-practitioner': (request, context) =>
    knownPerson(request, 'Practitioner', context.world.store().practitioners.values(), context),
  'participant/unknown-patient': (request, context) =>
    knownPerson(request, 'Patient', context.world.store().patients.values(), context),
  'participant/patient-required-by-type': (request, { world }) => {
    const patient = somePatient(world);
    if (patient === undefined) return undefined;
    // A list of participants has to name the practitioner, so of an update it is sent along.
    const practitioner =
      positionOf(request, 'Practitioner') < 0
        ? withParticipant(request, `Practitioner/${somePractitioner(world)}`)
        : request;
    const advice = 'This type of appointment needs a patient: add one as a participant, others by GET /Patient';
    return { request: withParticipant(practitioner, `Patient/${patient}`), where: '$.participant', advice };
  },
} satisfies Repairs<'participant'>;

export const participantCause = causeByPath([
  [/^participant\[\d+\]\.status/, 'participant/status-unused'],
  [/^participant\[\d+\]\.actor\.reference/, 'participant/blank-practitioner'],
  [/^participant\[\d+\]\.actor\.type/, 'participant/actor-type'],
]);
