// What a row of the table of collections says, and the JSON Schemas that its members are made of.

/** What is said of a collection of records. */
interface Row<T> {
  /** The JSON Schema of each member, as a test writes it: instants are texts. */
  readonly members: Readonly<Record<keyof T, object>>;
  /** What a new record holds where whoever makes it does not say. */
  readonly defaults: Partial<T>;
  /** The form of a new id: a dashed UUID, or 32 hexadecimal digits as Canvas names people. */
  readonly ids: 'uuid' | 'hex';
  /** A second key by which a record is found. */
  readonly key?: (record: T) => string;
  /** The members that have an index. */
  readonly indexes?: readonly (keyof T)[];
  /** The members that hold the id of another record, and its collection. */
  readonly references?: Readonly<Partial<Record<keyof T, string>>>;
}

/** A row of the table. The type of its records is known to the compiler only. */
export const collectionOf =
  <T extends { readonly id: string }>() =>
  <const R extends Row<T>>(row: R): R & { readonly recordType?: T } =>
    row;

export const text = { type: 'string', minLength: 1 } as const;
export const flag = { type: 'boolean' } as const;
export const optional = (schema: { readonly type: string }) => ({ ...schema, type: [schema.type, 'null'] });
export const instant = { type: 'string' } as const;
export const day = { type: 'string', format: 'date' } as const;
export const object = (properties: object) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
export const list = (items: object) => ({ type: 'array', items });
export const address = object({ line: list(text), city: text, state: text, postalCode: text });
export const identifier = object({
  id: text,
  use: optional(text),
  system: optional(text),
  value: optional(text),
  issued: optional(day),
  expires: optional(day),
});
const time = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' } as const;
export const hours = object({ days: list({ type: 'integer', minimum: 0, maximum: 6 }), from: time, to: time });
export const stamps = { createdAt: instant, modifiedAt: instant };
