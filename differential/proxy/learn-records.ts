// Learning from live resources: the people, places, types and reasons that an appointment names.
import { isObject, type JsonObject } from '../../schemas/json.ts';
import { noteTypes } from '../../fixtures/instance.ts';
import { recordDefaults } from '../../mock-server/index.ts';
import type { LiveState, NoteType, ReasonCoding } from './live-state.ts';

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const listOf = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A live resource of a type. */
export interface Resource extends JsonObject {
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
    ...recordDefaults.practitioners,
  }),
  Patient: (id: string) => ({
    id,
    given: '',
    family: '',
    birthDate: '1970-01-01',
    mrn: '',
    ...recordDefaults.patients,
    createdAt: 0,
    modifiedAt: 0,
  }),
  /** Far above the numbers of any instance, so that no reference by number is taken for it. */
  Location: (id: string, position: number) => ({
    id,
    number: 1_000_000_000 + position,
    name: '',
    shortName: '',
    ...recordDefaults.locations,
    address,
  }),
} as const;

/** Takes note of a person or place. An id says all that appointments depend on. */
export const assumeThere = ({ collections }: LiveState, type: keyof typeof assumed, id: string): void => {
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
const telehealth = new Set(noteTypes.flatMap((type) => (type.telehealth ? [type.code] : [])));

/** A note type of which only the name is known. */
export const assumedType = ({ system, code, display }: Coding): NoteType => ({
  id: keyOf({ system, code }),
  name: display,
  system,
  code,
  display,
  ...recordDefaults.noteTypes,
  telehealth: telehealth.has(code),
});

export const assumedReason = ({ system, code, display, userSelected }: Coding): ReasonCoding => ({
  id: keyOf({ system, code }),
  system,
  code,
  display,
  userSelected,
});

export const references = (resource: Resource): readonly JsonObject[] => listOf(resource['supportingInformation']);

export const supportingIdOf = (resource: Resource, type: string): string | null =>
  references(resource).flatMap(({ reference }) => idIn(reference, type) ?? [])[0] ?? null;

/** The participant of a type. */
export const actorIn = (resource: JsonObject, type: string): string | undefined =>
  listOf(resource['participant']).flatMap(({ actor }) =>
    isObject(actor) ? (idIn(actor['reference'], type) ?? []) : [],
  )[0];

/** Takes note of everything that an appointment names, as the live side shows it, where it was not seen before. */
export const learnNamed = (state: LiveState, resource: Resource): void => {
  const people = [
    ['Practitioner', actorIn(resource, 'Practitioner')],
    ['Patient', actorIn(resource, 'Patient')],
    ['Location', supportingIdOf(resource, 'Location') ?? undefined],
  ] as const;
  for (const [type, id] of people) {
    if (id === undefined) continue;
    assumeThere(state, type, id);
    state.confirm(`${type}/${id}`);
  }
  learnType(state, resource);
  const coding = codingIn(listOf(resource['reasonCode'])[0]);
  if (coding === undefined || state.isConfirmed(`reason/${keyOf(coding)}`)) return;
  const { reasonCodings } = state.collections;
  reasonCodings.set(keyOf(coding), {
    ...assumedReason(coding),
    id: reasonCodings.get(keyOf(coding))?.id ?? keyOf(coding),
  });
  state.confirm(`reason/${keyOf(coding)}`);
};

const learnType = (state: LiveState, resource: Resource): void => {
  const coding = codingIn(resource['appointmentType']);
  if (coding === undefined || state.isConfirmed(`shown/${keyOf(coding)}`)) return;
  const { noteTypes } = state.collections;
  const held = noteTypes.get(keyOf(coding)) ?? assumedType(coding);
  const isVisit = supportingIdOf(resource, 'Encounter') !== null || actorIn(resource, 'Patient') === undefined;
  const category = isVisit ? held.category : 'event';
  noteTypes.set(keyOf(coding), { ...held, display: coding.display, category });
  state.confirm(`type/${keyOf(coding)}`);
  state.confirm(`shown/${keyOf(coding)}`);
};
