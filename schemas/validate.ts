// The JSON Schemas, compiled by ajv, and their faults in words.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as AjvPackage from 'ajv';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { FormatsPlugin } from 'ajv-formats';
import { hintOf } from './nearest.ts';
import { isSound } from './plain-check.ts';

/** The schemas of this folder that bodies are held against, by the name of their file. */
export type SchemaName =
  | 'appointment'
  | 'appointment-request'
  | 'patient-request'
  | 'searchset'
  | 'operation-outcome'
  | 'capability-statement'
  | 'token-response';

/** A fault: the path of the member, as in `participant[0].status`, and what is wrong with it. */
interface Fault {
  readonly where: string;
  readonly problem: string;
}

const require = createRequire(import.meta.url);

const isDate = (text: string): boolean => {
  const [, year = '', month = '01', day = '01'] =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.exec(text) ??
    [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
};

const isTimeZone = (zone: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
};

// Verbose, so that the fault of an unknown member can name those that there are. The schemas are ours, and strict mode
// refuses unknown keywords: to compile the schema of schemas as well would take as long as all of ours.
const makeCompiler = (): Ajv => {
  const { Ajv: Compiler } = require('ajv') as typeof AjvPackage;
  const addFormats = require('ajv-formats') as FormatsPlugin;
  const shape = { strict: true, allowUnionTypes: true, verbose: true, meta: false, validateSchema: false };
  // V8 makes code as fast of what is not shortened, which takes a fifth less to compile.
  const made = new Compiler({ ...shape, code: { optimize: false } });
  addFormats(made);
  made.addFormat('fhir-date-time', isDate);
  made.addFormat('iana-time-zone', isTimeZone);
  return made;
};

let ajv: Ajv | undefined;

/** The compiler: most starts of a mock need none, and it takes a good part of one to load. */
const compiler = (): Ajv => (ajv ??= makeCompiler());

const load = (name: string): object =>
  JSON.parse(readFileSync(new URL(`./${name}.schema.json`, import.meta.url), 'utf8')) as object;

const compiled = new Map<SchemaName, ValidateFunction>();

/** Compiles a schema the first time it is asked for. Schemas refer to each other by file name. */
const validatorOf = (name: SchemaName): ValidateFunction => {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  if (name === 'searchset') validatorOf('appointment');
  const validator = compiler().getSchema(`${name}.schema.json`) ?? compiler().compile(load(name));
  compiled.set(name, validator);
  return validator;
};

const path = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part.replaceAll('~1', '/').replaceAll('~0', '~')}`))
    .join('')
    .replace(/^\./, '');

/** The members that a schema has. */
const membersOf = (schema: ErrorObject['parentSchema']): readonly string[] =>
  Object.keys((schema?.['properties'] as object | undefined) ?? {});

const unknownMember = ({ instancePath, params, parentSchema }: ErrorObject): Fault => {
  const name = String(params['additionalProperty']);
  const known = membersOf(parentSchema);
  const hint = known.length === 0 ? '' : `; ${hintOf(name, known)}`;
  return { where: path(instancePath) || 'body', problem: `'${name}' is unknown${hint}` };
};

const faultOf = (error: ErrorObject): Fault => {
  const { instancePath, keyword, message = '', params } = error;
  if (keyword === 'additionalProperties') return unknownMember(error);
  const allowed = Array.isArray(params['allowedValues']) ? ` (${params['allowedValues'].join(', ')})` : '';
  return { where: path(instancePath) || 'body', problem: `${message}${allowed}` };
};

const faultBy = (validator: ValidateFunction, value: unknown): Fault | undefined => {
  if (validator(value)) return undefined;
  const [error] = validator.errors ?? [];
  return error === undefined ? { where: 'body', problem: 'is not valid' } : faultOf(error);
};

/** The first fault of a value under one of the schemas of this folder, or undefined. */
export const firstFault = (name: SchemaName, value: unknown): Fault | undefined => faultBy(validatorOf(name), value);

/** The first fault of a value under a schema that has an `$id`, compiled the first time it is used. */
export const faultIn = (schema: { readonly $id: string }, value: unknown): Fault | undefined =>
  faultBy(compiler().getSchema(schema.$id) ?? compiler().compile(schema), value);

/** The same of a schema that is used once: it is compiled for a value that is not plainly sound. */
export const faultOnce = (schema: { readonly $id: string }, value: unknown): Fault | undefined =>
  isSound(schema, value) ? undefined : faultIn(schema, value);
