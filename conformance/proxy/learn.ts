// Learning from live resources: what an appointment names becomes records, and the appointment itself one.
import type { Appointment, Memory, NoteType, ReasonCoding } from './memory.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A live resource of a type. */
export interface Resource extends Json {
  readonly resourceType: string;
  readonly id: string;
}

export const isResource = (value: unknown): value is Resource =>
  isObject(value) && typeof value['resourceType'] === 'string' && typeof value['id'] === 'string';

/** The id that a reference to a type holds. */
export const idIn = (reference: unknown, type: string): string | undefined =>
  new RegExp(`(?:^|/)${type}/([^/?#\\s]+)`).exec(textOf(reference) ?? '')?.[1];

const address = { line: [], city: '', state: '', postalCode: '' };

const assumed = {
  Practitioner: (id: string) => ({
    id,
    given: '',
    family: '',
    credentials: '',
    npi: null,
    scheduleable: true,
    active: true,
    locations: [],
    hours: [],
    meetingRoom: null,
  }),
  Patient: (id: string) => ({
    id,
    given: '',
    family: '',
    birthDate: '1970-01-01',
    gender: 'unknown',
    mrn: '',
    active: true,
    phone: null,
    email: null,
    address: null,
    identifiers: [],
    createdAt: 0,
    modifiedAt: 0,
  }),
  /** Far above the numbers of any instance, so that no reference by number is taken for it. */
  Location: (id: string, position: number) => ({
    id,
    number: 1_000_000_000 + position,
    name: '',
    shortName: '',
    npi: null,
    active: true,
    address,
  }),
} as const;

/** Takes note of a person or place. An id says all that appointments depend on. */
export const assumeThere = ({ collections }: Memory, type: keyof typeof assumed, id: string): void => {
  const { practitioners, patients, locations } = collections;
  if (type === 'Practitioner' && !practitioners.has(id)) practitioners.set(id, assumed.Practitioner(id));
  if (type === 'Patient' && !patients.has(id)) patients.set(id, assumed.Patient(id));
  if (type === 'Location' && !locations.has(id)) locations.set(id, assumed.Location(id, locations.size));
};

export const isPersonOrPlace = (type: string): type is keyof typeof assumed => Object.hasOwn(assumed, type);

interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  readonly userSelected: boolean;
}

/** The first coding of a concept, as it is written. */
export const codingIn = (concept: unknown): Coding | undefined => {
  const [coding] = listOf(isObject(concept) ? concept['coding'] : undefined);
  const code = textOf(coding?.['code']);
  if (coding === undefined || code === undefined) return undefined;
  const { system, display, userSelected } = coding;
  return { system: textOf(system) ?? '', code, display: textOf(display) ?? '', userSelected: userSelected === true };
};

export const keyOf = ({ system, code }: Pick<Coding, 'system' | 'code'>): string => `${system}|${code}`;

/** Codes of video visits that Canvas ships. */
const telehealth = new Set(['448337001']);

/** A note type that nobody has told us more of than how it is named. */
export const assumedType = ({ system, code, display }: Coding): NoteType => ({
  id: `${system}|${code}`,
  name: display,
  system,
  code,
  display,
  category: 'encounter',
  scheduleable: true,
  default: false,
  patientRequired: false,
  telehealth: telehealth.has(code),
});

export const assumedReason = ({ system, code, display, userSelected }: Coding): ReasonCoding => ({
  id: `${system}|${code}`,
  system,
  code,
  display,
  userSelected,
});

const statuses: Readonly<Record<string, Appointment['status']>> = {
  proposed: 'unconfirmed',
  pending: 'attempted',
  booked: 'confirmed',
  arrived: 'arrived',
  'checked-in': 'roomed',
  'check-in': 'roomed',
  fulfilled: 'exited',
  noshow: 'no-showed',
  cancelled: 'cancelled',
  'entered-in-error': 'deleted',
};

const references = (resource: Resource): readonly Json[] => listOf(resource['supportingInformation']);

const supporting = (resource: Resource, type: string): string | null =>
  references(resource).flatMap(({ reference }) => idIn(reference, type) ?? [])[0] ?? null;

const appointmentsBy = (resource: Resource, display: RegExp): readonly string[] =>
  references(resource).flatMap(({ reference, display: words }) =>
    display.test(textOf(words) ?? '') ? (idIn(reference, 'Appointment') ?? []) : [],
  );

/** The participant of a type. */
export const actorIn = (resource: Json, type: string): string | undefined =>
  listOf(resource['participant']).flatMap(({ actor }) =>
    isObject(actor) ? (idIn(actor['reference'], type) ?? []) : [],
  )[0];

const identifiersIn = (resource: Resource): Appointment['identifiers'] =>
  listOf(resource['identifier']).map(({ id, use, system, value, period }) => {
    const { start, end } = isObject(period) ? period : {};
    const or = (member: unknown): string | null => textOf(member) ?? null;
    return {
      id: or(id) ?? '',
      use: or(use),
      system: or(system),
      value: or(value),
      issued: or(start),
      expires: or(end),
    };
  });

const linkIn = (resource: Resource): string | null => textOf(listOf(resource['contained'])[0]?.['address']) ?? null;

const reasonsIn = (resource: Resource, { collections }: Memory): Appointment['reasons'] => {
  const [reason] = listOf(resource['reasonCode']);
  const text = textOf(reason?.['text']) ?? textOf(resource['description']) ?? null;
  const coding = codingIn(reason);
  if (coding === undefined && text === null) return [];
  const id = coding === undefined ? null : (collections.reasonCodings.get(keyOf(coding))?.id ?? null);
  return [{ coding: id, text }];
};

/** Takes note of everything that an appointment names, as the live side shows it, where it was not seen before. */
export const learnNamed = (memory: Memory, resource: Resource): void => {
  const people = [
    ['Practitioner', actorIn(resource, 'Practitioner')],
    ['Patient', actorIn(resource, 'Patient')],
    ['Location', supporting(resource, 'Location') ?? undefined],
  ] as const;
  for (const [type, id] of people) {
    if (id === undefined) continue;
    assumeThere(memory, type, id);
    memory.see(`${type}/${id}`);
  }
  learnType(memory, resource);
  const coding = codingIn(listOf(resource['reasonCode'])[0]);
  if (coding === undefined || memory.hasSeen(`reason/${keyOf(coding)}`)) return;
  const { reasonCodings } = memory.collections;
  reasonCodings.set(keyOf(coding), {
    ...assumedReason(coding),
    id: reasonCodings.get(keyOf(coding))?.id ?? keyOf(coding),
  });
  memory.see(`reason/${keyOf(coding)}`);
};

const learnType = (memory: Memory, resource: Resource): void => {
  const coding = codingIn(resource['appointmentType']);
  if (coding === undefined || memory.hasSeen(`shown/${keyOf(coding)}`)) return;
  const { noteTypes } = memory.collections;
  const held = noteTypes.get(keyOf(coding)) ?? assumedType(coding);
  const isVisit = supporting(resource, 'Encounter') !== null || actorIn(resource, 'Patient') === undefined;
  const category = isVisit ? held.category : 'event';
  noteTypes.set(keyOf(coding), { ...held, display: coding.display, category });
  memory.see(`type/${keyOf(coding)}`);
  memory.see(`shown/${keyOf(coding)}`);
};

/** A live appointment as a record; undefined where it shows what no record holds. */
export const recordOf = (
  resource: Resource,
  memory: Memory,
  before: Appointment | undefined,
): Appointment | undefined => {
  const status = statuses[textOf(resource['status']) ?? ''];
  const coding = codingIn(resource['appointmentType']);
  const [start, end] = [Date.parse(textOf(resource['start']) ?? ''), Date.parse(textOf(resource['end']) ?? '')];
  const practitioner = actorIn(resource, 'Practitioner');
  const type = coding === undefined ? undefined : memory.collections.noteTypes.get(keyOf(coding));
  if (status === undefined || type === undefined || practitioner === undefined || Number.isNaN(start + end))
    return undefined;
  const room = memory.collections.practitioners.get(practitioner)?.meetingRoom;
  const link = linkIn(resource);
  return {
    id: resource.id,
    status,
    noteType: type.id,
    start,
    durationMinutes: (end - start) / 60_000,
    practitioner,
    patient: actorIn(resource, 'Patient') ?? null,
    location: supporting(resource, 'Location'),
    reasons: reasonsIn(resource, memory),
    meetingLink: link === room ? null : link,
    identifiers: identifiersIn(resource),
    encounter: supporting(resource, 'Encounter'),
    rescheduledFrom: appointmentsBy(resource, /previously rescheduled/i)[0] ?? null,
    rescheduledTo: appointmentsBy(resource, /rescheduled replacement/i)[0] ?? null,
    coScheduled: appointmentsBy(resource, /co-scheduled/i),
    createdAt: before?.createdAt ?? 0,
    modifiedAt: before?.modifiedAt ?? 0,
  };
};
