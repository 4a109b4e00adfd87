// The JSON Schemas of the contract as components of an OpenAPI document.
import { readFileSync } from 'node:fs';
import type { SchemaName } from '../../schemas/validate.ts';
import type { JsonObject } from '../../schemas/json.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
/** The schemas, by the name that each has as a component. */
const schemaNames = {
  Appointment: 'appointment',
  AppointmentRequest: 'appointment-request',
  PatientRequest: 'patient-request',
  Searchset: 'searchset',
  OperationOutcome: 'operation-outcome',
  CapabilityStatement: 'capability-statement',
  TokenResponse: 'token-response',
} as const satisfies Readonly<Record<string, SchemaName>>;

/** The address of a component within the document. */
export const componentRef = (name: string): { readonly $ref: string } => ({ $ref: `#/components/schemas/${name}` });

const read = (name: SchemaName): Json =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as Json;

const componentOfFile: ReadonlyMap<string, string> = new Map(
  Object.entries(schemaNames).map(([component, name]) => [`${name}.schema.json`, component]),
);

/** FHIR's dateTime as a pattern: other validators do not know the format of our own. */
const dateTimePattern =
  '^\\d{4}(-\\d{2}(-\\d{2}(T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?)?)?)?$';

/** A member of a schema as a component has it. */
const members: Readonly<Record<string, (value: Json) => JsonObject>> = {
  $id: () => ({}),
  $schema: () => ({}),
  $ref: (file) => componentRef(typeof file === 'string' ? (componentOfFile.get(file) ?? file) : ''),
  format: (format) => (format === 'fhir-date-time' ? { pattern: dateTimePattern } : { format }),
};

/** A schema whose references lead to components. The names of properties are no keywords. */
const converted = (schema: Json, isNames = false): unknown => {
  if (Array.isArray(schema)) return schema.map((item: Json) => converted(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).flatMap(([name, value]) => {
    const convert = isNames ? undefined : members[name];
    return convert === undefined
      ? [[name, name === 'const' || name === 'enum' ? value : converted(value, name === 'properties' && !isNames)]]
      : Object.entries(convert(value));
  });
  return Object.fromEntries(entries) as JsonObject;
};

/** The schemas of the contract, by their names as components. */
export const schemaComponents = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(schemaNames).map(([component, name]) => [component, converted(read(name))]));
