// Whether a value is sound under a schema of plain keywords, told by reading the schema: nothing is loaded or compiled.

type Schema = Readonly<Record<string, unknown>>;

const isA: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const every = (value: unknown, test: (name: string, member: unknown) => boolean): boolean =>
  !isA['object']?.(value) || Object.entries(value as object).every(([name, member]) => test(name, member));

/** What each keyword asks of a value. */
const keywords: Readonly<Record<string, (value: unknown, wanted: unknown, schema: Schema) => boolean>> = {
  $id: () => true,
  description: () => true,
  type: (value, wanted) => [wanted].flat().some((type) => isA[String(type)]?.(value) === true),
  enum: (value, wanted) => (wanted as unknown[]).includes(value),
  minimum: (value, wanted) => typeof value !== 'number' || value >= (wanted as number),
  maximum: (value, wanted) => typeof value !== 'number' || value <= (wanted as number),
  minLength: (value, wanted) => typeof value !== 'string' || [...value].length >= (wanted as number),
  items: (value, wanted) => !Array.isArray(value) || value.every((item) => isSound(wanted as Schema, item)),
  propertyNames: (value, wanted) => every(value, (name) => isSound(wanted as Schema, name)),
  properties: (value, wanted) =>
    every(value, (name, member) => {
      const known = Object.hasOwn(wanted as object, name) ? (wanted as Record<string, Schema>)[name] : undefined;
      return known === undefined || isSound(known, member);
    }),
  additionalProperties: (value, wanted, { properties = {} }) =>
    every(value, (name, member) => {
      if (Object.hasOwn(properties as object, name)) return true;
      return typeof wanted === 'boolean' ? wanted : isSound(wanted as Schema, member);
    }),
};

/**
 * True where a value is sound. False where it is not, and where the schema has a keyword that is not plain: then only a
 * compiled schema can tell.
 */
export const isSound = (schema: object, value: unknown): boolean =>
  Object.entries(schema).every(([keyword, wanted]) => keywords[keyword]?.(value, wanted, schema as Schema) === true);
