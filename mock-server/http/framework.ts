// The framework's part of the HTTP face: bodies under its model, and what it does with paths, formats and slashes.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { Contract } from '../../schemas/contract.ts';
import { badStatuses, applyModel, type Modelled } from '../domain/framework/body-faults.ts';
import { isTaken, problemOf } from '../domain/framework/issue.ts';
import { checkId } from '../domain/framework/primitives.ts';
import { readJson } from '../domain/framework/read-json.ts';
import { undecodable } from './body-text.ts';
import type { Value } from '../domain/framework/python-values.ts';

/** Several rejections as one, without those whose rule is left out; undefined where none is left. */
const together = (rejections: readonly Rejection[], { isInForce }: Contract): Rejection | undefined => {
  const [first, ...more] = rejections.filter(({ rule }) => isInForce(rule));
  return first && (more.length === 0 ? first : { ...first, more });
};

/** `application/json`, `application/fhir+json` and the like; a missing header counts as JSON. */
const isFrameworkJson = (contentType = ''): boolean => {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  return contentType === '' || /^application\/([^/]*\+)?json$/.test(type);
};

type Parsed = { readonly value: Value } | Rejection;

const isRejection = (value: object): value is Rejection => 'rule' in value && 'parameters' in value;

const parsed = (text: string, contentType: string | undefined): Parsed => {
  if (text === '') return reject('validation/body-is-required', {});
  if (!isFrameworkJson(contentType)) return reject('validation/body-is-an-object', {});
  if (text === undecodable) return reject('validation/body-is-readable', {});
  const read = readJson(text.replace(/^\uFEFF/, ''));
  if (read === 'unreadable') return reject('validation/body-is-readable', {});
  if ('error' in read) return reject('validation/body-is-json', { position: String(read.position), error: read.error });
  return read.value === null ? reject('validation/body-is-required', {}) : read;
};

const badPath = (id: string): readonly Rejection[] => {
  const checked = checkId(id);
  if (id === '' || isTaken(checked)) return [];
  return checked.issues.map((issue) => reject('validation/id-of-path', { problem: problemOf(issue) }));
};

/** The rejection of the id of a path alone, for an interaction without a body. */
export const pathFault = (id: string, contract: Contract): Rejection | undefined => together(badPath(id), contract);

/** Faults after which nothing else is looked at. */
const isFinal = ({ rule }: Rejection): boolean =>
  rule === 'validation/body-is-json' || rule === 'validation/body-is-readable';

const ofAnotherId = ({ id }: Modelled, idOfPath: string): readonly Rejection[] =>
  idOfPath === '' || id === undefined || id === idOfPath ? [] : [reject('validation/id-of-body', {})];

/** A body as the framework reads it: a resource under its model, or all its faults together with that of the path. */
export const readModel = (
  text: string,
  contentType: string | undefined,
  type: string,
  id: string,
  contract: Contract,
): { readonly body: Modelled } | Rejection => {
  const read = parsed(text, contentType);
  if (isRejection(read) && isFinal(read) && contract.isInForce(read.rule)) return read;
  const checked = isRejection(read) ? { faults: [read] } : applyModel(read.value, type, contract.framework);
  const faults = [...badPath(id), ...('faults' in checked ? checked.faults : [])];
  const rejection = together(faults, contract);
  if (rejection !== undefined) return rejection;
  const body = 'body' in checked ? checked.body : {};
  return together([...ofAnotherId(body, id), ...badStatuses(body)], contract) ?? { body };
};

/** Escapes as Python's unquote reads them: those that are none stay as they are. */
const unquoteAsPython = (path: string): string =>
  path.replace(/(?:%[\da-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));

const escaped = (segment: string): string => encodeURI(segment).replace(/[?#]/g, encodeURIComponent);

/** What is not the framework's: the EHR host and the admin surface. */
const others = /^\/(auth|__admin)(\/|$)/;

/** A path as the framework routes it: decoded before it is cut into segments, so that an escaped slash cuts, too. */
export const decodedFirst = (url: string): string => {
  const [path = ''] = url.split('?', 1);
  if (!path.includes('%') || others.test(path)) return url;
  return unquoteAsPython(path).split('/').map(escaped).join('/') + url.slice(path.length);
};

/** A path without the slashes at its end, to which the framework sends a client; undefined where there are none. */
export const withoutSlash = (url: string): string | undefined => {
  const [, path = '', query = ''] = /^([^?]*?)\/+(\?.*)?$/.exec(url) ?? [];
  return path === '' ? undefined : path + query;
};
