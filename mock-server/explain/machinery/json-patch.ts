// A JSON Patch (RFC 6902) as the members of a resource that it changes.
import { isObject } from '../../../schemas/json.ts';

const unescape = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** A value with another one at a place below it; undefined where there is no such place. */
const withValue = (target: unknown, steps: readonly string[], value: unknown, isNew: boolean): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(target)) {
    const at = step === '-' ? target.length : Number(step);
    if (!Number.isInteger(at) || at > target.length) return undefined;
    const next = withValue(target[at], rest, value, isNew);
    if (next === undefined) return undefined;
    return target.toSpliced(at, rest.length === 0 && isNew ? 0 : 1, next);
  }
  if (!isObject(target)) return undefined;
  const next = withValue(target[step], rest, value, isNew);
  return next === undefined ? undefined : { ...target, [step]: next };
};

/** The members that operations change, each whole; undefined where one cannot be said by an update. */
export const applyPatch = (operations: readonly unknown[], resource: object): object | undefined => {
  let next: unknown = resource;
  const changed = new Set<string>();
  for (const operation of operations) {
    if (!isObject(operation) || typeof operation['path'] !== 'string') return undefined;
    const { op, path, value } = operation;
    if (op !== 'add' && op !== 'replace') return undefined;
    const [, ...steps] = operation['path'].split('/').map(unescape);
    const [member] = steps;
    if (member === undefined || path === '') return undefined;
    changed.add(member);
    next = withValue(next, steps, value, op === 'add');
  }
  if (!isObject(next) || changed.size === 0) return undefined;
  return Object.fromEntries(Object.entries(next).filter(([name]) => changed.has(name)));
};
