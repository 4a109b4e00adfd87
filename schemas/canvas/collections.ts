// The collections of an instance, as one table: records, JSON Schema, defaults, ids, indexes. A new one is one more row.
import {
  address,
  collectionOf,
  day,
  flag,
  hours,
  identifier,
  instant,
  list,
  object,
  optional,
  stamps,
  text,
} from './collection-row.ts';
import {
  canvasStatuses,
  type AppointmentRecord,
  type EncounterRecord,
  type LocationRecord,
  type NoteType,
  type PatientRecord,
  type PractitionerRecord,
  type ReasonCoding,
} from './record.ts';

export const collections = {
  appointments: collectionOf<AppointmentRecord>()({
    members: {
      id: text,
      status: { enum: canvasStatuses },
      noteType: text,
      start: instant,
      durationMinutes: { type: 'number' },
      practitioner: text,
      patient: optional(text),
      location: optional(text),
      reasons: list(object({ coding: optional(text), text: optional(text) })),
      meetingLink: optional(text),
      identifiers: list(identifier),
      encounter: optional(text),
      rescheduledFrom: optional(text),
      rescheduledTo: optional(text),
      coScheduled: list(text),
      ...stamps,
    },
    defaults: {
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
    ids: 'uuid',
    indexes: ['patient', 'practitioner', 'location', 'noteType', 'status', 'encounter'],
    references: {
      noteType: 'noteTypes',
      practitioner: 'practitioners',
      patient: 'patients',
      location: 'locations',
      encounter: 'encounters',
      rescheduledFrom: 'appointments',
      rescheduledTo: 'appointments',
    },
  }),
  practitioners: collectionOf<PractitionerRecord>()({
    members: {
      id: text,
      given: text,
      family: text,
      credentials: { type: 'string' },
      npi: optional(text),
      scheduleable: flag,
      active: flag,
      locations: list(text),
      // Each is gone through for each day that is asked for.
      hours: { ...list(hours), maxItems: 100 },
      meetingRoom: optional(text),
    },
    defaults: {
      credentials: '',
      npi: null,
      scheduleable: true,
      active: true,
      locations: [],
      hours: [],
      meetingRoom: null,
    },
    ids: 'hex',
  }),
  patients: collectionOf<PatientRecord>()({
    members: {
      id: text,
      given: text,
      family: text,
      birthDate: day,
      gender: text,
      birthSex: optional(text),
      mrn: text,
      active: flag,
      deceased: flag,
      deceasedAt: optional(text),
      phone: optional(text),
      email: optional(text),
      address: { ...address, type: ['object', 'null'] },
      identifiers: list(identifier),
      ...stamps,
    },
    defaults: {
      gender: 'unknown',
      birthSex: null,
      active: true,
      deceased: false,
      deceasedAt: null,
      phone: null,
      email: null,
      address: null,
      identifiers: [],
    },
    ids: 'hex',
  }),
  locations: collectionOf<LocationRecord>()({
    members: {
      id: text,
      number: { type: 'integer', minimum: 1 },
      name: text,
      shortName: text,
      npi: optional(text),
      active: flag,
      address,
    },
    defaults: { npi: null, active: true },
    ids: 'uuid',
    key: ({ number }) => String(number),
  }),
  encounters: collectionOf<EncounterRecord>()({
    members: { id: text, appointment: text, practitioner: optional(text) },
    defaults: { practitioner: null },
    ids: 'uuid',
    references: { appointment: 'appointments', practitioner: 'practitioners' },
  }),
  noteTypes: collectionOf<NoteType>()({
    members: {
      id: text,
      name: text,
      system: text,
      code: text,
      display: text,
      category: { enum: ['encounter', 'event'] },
      scheduleable: flag,
      default: flag,
      patientRequired: flag,
      telehealth: flag,
    },
    defaults: {
      category: 'encounter',
      scheduleable: true,
      default: false,
      patientRequired: false,
      telehealth: false,
    },
    ids: 'uuid',
    key: ({ system, code }) => `${system}|${code}`,
  }),
  reasonCodings: collectionOf<ReasonCoding>()({
    members: { id: text, system: text, code: text, display: text, userSelected: flag },
    defaults: { userSelected: false },
    ids: 'uuid',
    key: ({ code }) => code,
  }),
} as const;

export type CollectionName = keyof typeof collections;

/** The record that a collection holds. */
export type RecordOf<Name extends CollectionName> = NonNullable<(typeof collections)[Name]['recordType']>;

/** A record of any collection. */
export type AnyRecord = { [Name in CollectionName]: RecordOf<Name> }[CollectionName];

/** The records of an instance as plain lists: what a fixture is, and what an export holds. */
export type Records = { readonly [Name in CollectionName]: readonly RecordOf<Name>[] };

export const collectionNames = Object.keys(collections) as CollectionName[];

/** A value for each collection. */
export const perCollection = <T>(valueOf: (name: CollectionName) => T): Readonly<Record<CollectionName, T>> =>
  Object.fromEntries(collectionNames.map((name) => [name, valueOf(name)])) as Record<CollectionName, T>;

/** An instance without a record. */
export const noRecords: Records = perCollection(() => []);

/** The members that a new record need not say. */
export const recordDefaults = perCollection((name) => collections[name].defaults) as {
  readonly [Name in CollectionName]: (typeof collections)[Name]['defaults'];
};

const schemas = perCollection((name) => ({ ...object(collections[name].members), $id: `record-${name}.schema.json` }));

/** The JSON Schema of the records of a collection. */
export const recordSchema = (name: CollectionName): { readonly $id: string } => schemas[name];

/** The members that hold the id of another record, and its collection. */
export const referencesOf = (name: CollectionName): Readonly<Record<string, CollectionName>> => {
  const row = collections[name];
  return 'references' in row ? row.references : {};
};

/** Whether the records of a collection say when they were made and changed. */
export const isStamped = (name: CollectionName): boolean => 'createdAt' in collections[name].members;
