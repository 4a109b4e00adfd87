// What each Canvas-side record must look like when a test writes it, and what it holds when a member is left out.
import { canvasStatuses } from '../../schemas/canvas/record.ts';
import type { CollectionName } from '../../schemas/canvas/records.ts';

const text = { type: 'string', minLength: 1 } as const;
const flag = { type: 'boolean' } as const;
const optional = (schema: { readonly type: string }) => ({ ...schema, type: [schema.type, 'null'] });
const instant = { type: 'string' } as const;
const day = { type: 'string', format: 'date' } as const;
const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const list = (items: object) => ({ type: 'array', items });
const address = object({ line: list(text), city: text, state: text, postalCode: text });
const identifier = object({
  id: text,
  use: optional(text),
  system: optional(text),
  value: optional(text),
  issued: optional(day),
  expires: optional(day),
});
const time = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' } as const;
const hours = object({ days: list({ type: 'integer', minimum: 0, maximum: 6 }), from: time, to: time });
const stamps = { createdAt: instant, modifiedAt: instant };

const schemas = {
  appointments: object({
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
  }),
  practitioners: object({
    id: text,
    given: text,
    family: text,
    credentials: { type: 'string' },
    npi: optional(text),
    scheduleable: flag,
    active: flag,
    locations: list(text),
    hours: list(hours),
    meetingRoom: optional(text),
  }),
  patients: object({
    id: text,
    given: text,
    family: text,
    birthDate: day,
    gender: text,
    mrn: text,
    active: flag,
    phone: optional(text),
    email: optional(text),
    address: { ...address, type: ['object', 'null'] },
    identifiers: list(identifier),
    ...stamps,
  }),
  locations: object({
    id: text,
    number: { type: 'integer', minimum: 1 },
    name: text,
    shortName: text,
    npi: optional(text),
    active: flag,
    address,
  }),
  encounters: object({ id: text, appointment: text }),
  noteTypes: object({
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
  }),
  reasonCodings: object({ id: text, system: text, code: text, display: text, userSelected: flag }),
} satisfies Record<CollectionName, object>;

const identified = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, { ...schema, $id: `record-${name}.schema.json` }]),
) as unknown as Readonly<Record<CollectionName, { readonly $id: string }>>;

export const recordSchema = (collection: CollectionName): { readonly $id: string } => identified[collection];
