// JSON as people type it, and members in the form that a schema asks for.
import type { Json } from './client-request.ts';

/** The value of a JSON text; undefined where it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** The value that was probably meant by what people send for JSON: single quotes, bare names, commas too many, brackets left open. */
export const repairJson = (text: string): unknown => {
  const plain = text
    .slice(0, 20_000)
    .replace(/'([^'"\n]*)'/g, '"$1"')
    .replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":')
    .replace(/,\s*([}\]])/g, '$1')
    .replace(/,\s*$/, '');
  const open = [...plain.replace(/"(?:[^"\\]|\\.)*"/g, '')].filter((letter) => '{}[]'.includes(letter));
  const pending = open.reduce<string[]>((stack, letter) => {
    if ('{['.includes(letter)) return [...stack, letter];
    return stack.slice(0, -1);
  }, []);
  return parseJson(
    plain +
      pending
        .toReversed()
        .map((letter) => (letter === '{' ? '}' : ']'))
        .join(''),
  );
};

/** The place of a fault, as in `participant[0].status`, as steps. */
const stepsOf = (where: string): readonly (string | number)[] =>
  where === 'body'
    ? []
    : where.split(/\.|\[|\]/).flatMap((part) => (part === '' ? [] : /^\d+$/.test(part) ? Number(part) : part));

const changed = (value: unknown, steps: readonly (string | number)[], change: (value: unknown) => unknown): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, at) => (at === step ? changed(item, rest, change) : item));
    return items.filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = { ...value, [step]: changed((value as Json)[step], rest, change) };
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));
};

/** A value in the form that a schema asks for, where it can be given one; undefined where it has to go. */
const inForm = (value: unknown, problem: string): unknown => {
  if (problem.includes('must be array')) return typeof value === 'object' && value !== null ? [value] : undefined;
  const single: unknown = Array.isArray(value) && value.length > 0 ? value[0] : value;
  if (problem.includes('must be object')) return typeof single === 'object' && single !== null ? single : undefined;
  if (problem.includes('must be string'))
    return ['string', 'number', 'boolean'].includes(typeof single) ? String(single) : undefined;
  if (problem.includes('must be boolean')) return single === 'true' ? true : single === 'false' ? false : undefined;
  return undefined;
};

/** A body whose faulty member, by its path, has the form that a schema asks for, or is gone. */
export const withReformed = (body: Json, where: string, problem: string): unknown =>
  changed(body, stepsOf(where), (value) => inForm(value, problem));
