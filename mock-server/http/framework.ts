// The framework's part of the HTTP face: bodies under its model, and what it does with paths, formats and slashes.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { Contract } from '../../schemas/contract.ts';
import { faultsOf, withInstants } from '../domain/framework/faults.ts';
import { jsonFault } from '../domain/framework/json-fault.ts';
import { idProblem } from '../domain/framework/primitives.ts';

type Json = Readonly<Record<string, unknown>>;

/** Several rejections as one, without those whose rule is left out; undefined where none is left. */
const together = (rejections: readonly Rejection[], { isInForce }: Contract): Rejection | undefined => {
  const [first, ...more] = rejections.filter(({ rule }) => isInForce(rule));
  return first && (more.length === 0 ? first : { ...first, more });
};

/** `application/json`, `application/fhir+json` and the like; a missing header counts as JSON. */
export const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined || contentType === '' || /^\s*[\w.+-]+\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType);

type Parsed = { readonly value: unknown } | Rejection;

const parsed = (text: string, contentType: string | undefined): Parsed => {
  if (text === '') return reject('validation/body-is-required', {});
  if (!isJson(contentType)) return { value: text };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    const { position, error } = jsonFault(text);
    return reject('validation/body-is-json', { position: String(position), error });
  }
};

const objectOf = ({ value }: { readonly value: unknown }): Json | Rejection => {
  if (value === null) return reject('validation/body-is-required', {});
  // An empty list can be read as an object without members, and the framework does.
  if (Array.isArray(value) && value.length === 0) return {};
  return typeof value === 'object' && !Array.isArray(value)
    ? (value as Json)
    : reject('validation/body-is-an-object', {});
};

const isRejection = (value: object): value is Rejection => 'rule' in value && 'parameters' in value;

const badPath = (id: string): readonly Rejection[] => {
  const problem = id === '' ? undefined : idProblem(id);
  return problem === undefined ? [] : [reject('validation/id-of-path', { problem })];
};

/** The rejection of the id of a path alone, for an interaction without a body. */
export const pathFault = (id: string, contract: Contract): Rejection | undefined => together(badPath(id), contract);

const bodyFaults = (read: Json | Rejection, type: string, id: string): readonly Rejection[] => {
  if (isRejection(read)) return [read];
  const faults = type === 'Appointment' ? faultsOf(read) : [];
  const isOther = id !== '' && typeof read['id'] === 'string' && read['id'] !== id;
  return faults.length === 0 && isOther ? [reject('validation/id-of-body', {})] : faults;
};

/** A body as the framework reads it: an object without a fault, or all its faults together with that of the path. */
export const readModel = (
  text: string,
  contentType: string | undefined,
  type: string,
  id: string,
  contract: Contract,
): { readonly body: Json } | Rejection => {
  const result = parsed(text, contentType);
  const read = isRejection(result) ? result : objectOf(result);
  const rejection = together([...badPath(id), ...bodyFaults(read, type, id)], contract);
  if (rejection !== undefined) return rejection;
  return isRejection(read) ? read : { body: withInstants(read) };
};

const json = ['json', 'application/json', 'application/fhir+json'];
const xml = ['xml', 'text/xml', 'application/xml', 'application/fhir+xml'];

const parameter = (url: string, name: string): string | null =>
  url.includes(`${name}=`) ? new URLSearchParams(url.slice(url.indexOf('?') + 1)).get(name) : null;

/** Whether an answer is to be XML. */
export const wantsXml = (url: string, { isInForce }: Contract): boolean =>
  isInForce('validation/format-xml') && xml.includes(parameter(url, '_format') ?? '');

export const wantsPretty = (url: string, { isInForce }: Contract): boolean =>
  isInForce('validation/pretty') && parameter(url, '_pretty') === 'true';

/** The rejection of a _format that nobody serves. */
export const formatFault = (url: string, { isInForce }: Contract): Rejection | undefined => {
  const format = parameter(url, '_format');
  const isServed = format === null || json.includes(format) || xml.includes(format);
  return isServed || !isInForce('validation/format-is-known') ? undefined : reject('validation/format-is-known', {});
};

/** A path without the slashes at its end, to which the framework sends a client; undefined where there are none. */
export const withoutSlash = (url: string): string | undefined => {
  const [, path = '', query = ''] = /^([^?]*?)\/+(\?.*)?$/.exec(url) ?? [];
  return path === '' ? undefined : path + query;
};
