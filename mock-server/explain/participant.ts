// What to do about a practitioner or patient who is missing, unknown or without a status.
import { isObject } from '../../schemas/json.ts';
import type { PatientRecord, PractitionerRecord } from '../../schemas/canvas/record.ts';
import { firstIdOf, targetsOf } from '../domain/reference.ts';
import { bookablePractitioners, participantOf, somePatient, somePractitioner } from './machinery/example.ts';
import { meantBy } from './machinery/meant.ts';
import {
  listIn,
  noFix,
  positionIn,
  referenceOf,
  storedFor,
  withItem,
  type Context,
  type Fix,
  type Repair,
  type Repairs,
} from './machinery/repair.ts';
import { withMembers, type Json, type ClientRequest } from './machinery/client-request.ts';

const positionOf = (request: ClientRequest, type: string): number =>
  listIn(request, 'participant').findIndex(
    (participant) => firstIdOf(type, targetsOf([referenceOf(participant)])) !== undefined,
  );

const withActor = (request: ClientRequest, at: number, reference: string): ClientRequest =>
  withMembers(request, {
    participant: withItem(listIn(request, 'participant'), at, (participant) => ({
      ...participant,
      actor: { ...(isObject(participant['actor']) ? participant['actor'] : {}), reference },
    })),
  });

const withParticipant = (request: ClientRequest, reference: string): ClientRequest =>
  withMembers(request, { participant: [...listIn(request, 'participant'), participantOf(reference)] });

const withStatus =
  (advice: string): Repair =>
  (request, { parameters }) => {
    const at = positionIn(parameters);
    const participant = withItem(listIn(request, 'participant'), at, (item) => ({ ...item, status: 'accepted' }));
    return { request: withMembers(request, { participant }), where: `$.participant[${at}].status`, advice };
  };

const displayOf = ({ actor }: Json): string => {
  const display = isObject(actor) ? actor['display'] : undefined;
  return typeof display === 'string' ? display : '';
};

/** The last part of a reference: its id, however its type is written. */
const idOf = (participant: Json): string => (referenceOf(participant) ?? '').split('/').at(-1) ?? '';

const nameOf = ({ given, family }: PatientRecord | PractitionerRecord): string => `${given} ${family}`;

/** The person whom an id, a number or a name in its place means. */
const meantPerson = <T extends PatientRecord | PractitionerRecord>(
  participant: Json,
  people: readonly T[],
  numberOf: (person: T) => string | null,
): T | undefined =>
  meantBy(idOf(participant), people, (person) => [person.id, numberOf(person), nameOf(person)]) ??
  meantBy(displayOf(participant), people, (person) => [nameOf(person)]);

const meantPractitioner = (participant: Json, world: Context['world']): PractitionerRecord | undefined =>
  meantPerson(participant, bookablePractitioners(world), ({ npi }) => npi);

const bookableText = (world: Context['world']): string => {
  const shown = bookablePractitioners(world).slice(0, 5);
  return `Those who can be booked: ${shown.map((person) => `${person.id} (${nameOf(person)})`).join(', ')}; all by GET /Practitioner`;
};

/** The practitioner that is wanted where none is named: the stored one of an update, otherwise one that can be booked. */
const practitionerFor = (request: ClientRequest, context: Context): Omit<Fix, 'where' | 'advice'> & { id: string } => {
  const stored = storedFor(request, context)?.practitioner;
  return stored === undefined ? { id: somePractitioner(context.world), isExample: true } : { id: stored };
};

const withPractitioner: Repair = (request, context) => {
  const list = listIn(request, 'participant');
  const meant = list.map((item) => meantPractitioner(item, context.world));
  const at = meant.findIndex((person) => person !== undefined);
  const person = meant[at];
  if (person !== undefined)
    return {
      request: withActor(request, at, `Practitioner/${person.id}`),
      where: `$.participant[${at}].actor.reference`,
      advice: `A practitioner is written as Practitioner/${person.id}`,
    };
  const { id, ...example } = practitionerFor(request, context);
  const advice = `Add a participant whose actor is the practitioner to book, as Practitioner/<id>. ${bookableText(context.world)}`;
  return { request: withParticipant(request, `Practitioner/${id}`), where: '$.participant', advice, ...example };
};

const unknownPractitioner: Repair = (request, { world, parameters: { reference = '' } }) => {
  const at = positionOf(request, 'Practitioner');
  if (at < 0) return undefined;
  const where = `$.participant[${at}].actor.reference`;
  const participant = listIn(request, 'participant')[at] ?? {};
  const patient = world.store().patients.get(idOf(participant));
  if (patient !== undefined) {
    const advice = `${patient.id} is a patient (${nameOf(patient)}), not a practitioner: write Patient/${patient.id}`;
    return { request: withActor(request, at, `Patient/${patient.id}`), where, advice };
  }
  const meant = meantPractitioner(participant, world);
  if (meant !== undefined) {
    const advice = `No practitioner has the id of ${reference}; it is nearly that of ${nameOf(meant)}, ${meant.id}`;
    return { request: withActor(request, at, `Practitioner/${meant.id}`), where, advice };
  }
  const advice = `No practitioner has the id of ${reference}. ${bookableText(world)}`;
  const [some] = bookablePractitioners(world);
  return some === undefined
    ? noFix(where, advice)
    : { request: withActor(request, at, `Practitioner/${some.id}`), where, advice, isExample: true };
};

/** Another patient is another visit: only one who was clearly meant takes the place of an unknown one. */
const unknownPatient: Repair = (request, { world, parameters: { reference = '' } }) => {
  const at = positionOf(request, 'Patient');
  if (at < 0) return undefined;
  const where = `$.participant[${at}].actor.reference`;
  const participant = listIn(request, 'participant')[at] ?? {};
  const practitioner = world.store().practitioners.get(idOf(participant));
  if (practitioner !== undefined) {
    const advice = `${practitioner.id} is a practitioner (${nameOf(practitioner)}), not a patient`;
    return { request: withActor(request, at, `Practitioner/${practitioner.id}`), where, advice };
  }
  const meant = meantPerson(participant, [...world.store().patients.values()], ({ mrn }) => mrn);
  if (meant === undefined)
    return noFix(
      where,
      `No patient has the id of ${reference}: find the patient by GET /Patient?name=…, or create one by POST /Patient`,
    );
  const advice = `No patient has the id of ${reference}; it is that of ${nameOf(meant)}, ${meant.id}`;
  return { request: withActor(request, at, `Patient/${meant.id}`), where, advice };
};

const isBlank = (item: Json): boolean => /^Practitioner\/?\s*$/.test(referenceOf(item) ?? '');

export const participantRepairs = {
  'participant/practitioner-required': withPractitioner,
  'participant/status-required': withStatus(
    "Each participant has a status, for example 'accepted'; its value is not used",
  ),
  'participant/status-is-accepted': withStatus("The only participant status is 'accepted'"),
  'participant/practitioner-is-named': (request, context) => {
    const { id, ...example } = practitionerFor(request, context);
    const participant = listIn(request, 'participant').map((item) =>
      isBlank(item)
        ? { ...item, actor: { ...(isObject(item['actor']) ? item['actor'] : {}), reference: `Practitioner/${id}` } }
        : item,
    );
    const advice = `Name the practitioner by id: none is put in its place any more. ${bookableText(context.world)}`;
    return { request: withMembers(request, { participant }), where: '$.participant', advice, ...example };
  },
  'participant/patient-cannot-change': (request, context) => {
    const at = positionOf(request, 'Patient');
    const patient = storedFor(request, context)?.patient ?? undefined;
    if (at < 0 || patient === undefined) return undefined;
    const advice = `The appointment stays with its patient, ${patient}. For another patient cancel it and create a new appointment`;
    return {
      request: withActor(request, at, `Patient/${patient}`),
      where: `$.participant[${at}].actor.reference`,
      advice,
    };
  },
  'participant/unknown-practitioner': unknownPractitioner,
  'participant/unknown-patient': unknownPatient,
  'participant/patient-required-by-type': (request, context) => {
    const stored = storedFor(request, context);
    const patient = stored?.patient ?? somePatient(context.world);
    if (patient === undefined) return undefined;
    // A list of participants has to name the practitioner, so of an update it is sent along.
    const practitioner =
      positionOf(request, 'Practitioner') < 0
        ? withParticipant(request, `Practitioner/${practitionerFor(request, context).id}`)
        : request;
    const advice =
      'This type of appointment needs a patient: add the patient as a participant, as Patient/<id>; all by GET /Patient';
    return {
      request: withParticipant(practitioner, `Patient/${patient}`),
      where: '$.participant',
      advice,
      ...(stored?.patient === patient ? {} : { isExample: true }),
    };
  },
} satisfies Repairs<'participant'>;
