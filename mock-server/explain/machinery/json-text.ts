// JSON as people type it, and members in the form that a schema asks for.
import { entryOf, isTooDeep, jsonIn } from '../../../schemas/json.ts';
import type { Json } from './client-request.ts';

/** The value of a JSON text; undefined where it is none. */
export const parseJson = (text: string): unknown => (isTooDeep(text) ? undefined : jsonIn(text));

/** The value that was probably meant by what people send for JSON: single quotes, bare names, commas too many, brackets left open. */
export const repairJson = (text: string): unknown => {
  const plain = text
    .slice(0, 20_000)
    .replace(/'([^'"\n]*)'/g, '"$1"')
    .replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":')
    .replace(/,\s*([}\]])/g, '$1')
    .replace(/,\s*$/, '');
  const open = [...plain.replace(/"(?:[^"\\]|\\.)*"/g, '')].filter((letter) => '{}[]'.includes(letter));
  const pending: string[] = [];
  for (const letter of open)
    if ('{['.includes(letter)) pending.push(letter);
    else pending.pop();
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

/** What a text stands for in the place of an object, by the member that holds it. */
const objectsOf: Readonly<Record<string, (text: string) => Json | undefined>> = {
  participant: (text) => (/^\w+\/\S*$/.test(text) ? { actor: { reference: text }, status: 'accepted' } : undefined),
  actor: (text) => ({ reference: text }),
  supportingInformation: (text) => ({ reference: text }),
  reasonCode: (text) => ({ text }),
  appointmentType: (text) => ({ coding: [{ code: text }] }),
  coding: (text) => ({ code: text }),
};

const asObject = (value: unknown, name: string): unknown => {
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof single === 'string') return entryOf(objectsOf, name)?.(single);
  return typeof single === 'object' && !Array.isArray(single) ? single : undefined;
};

const asText = (value: unknown): string | undefined => {
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return ['string', 'number', 'boolean'].includes(typeof single) ? String(single) : undefined;
};

/** The forms that a schema asks for, by its words, and a value in that form; undefined where it has none. */
const forms: readonly (readonly [words: RegExp, inForm: (value: unknown, name: string) => unknown])[] = [
  [/must be array|not a valid list/, (value) => (Array.isArray(value) ? undefined : [value])],
  [/must be object|not a valid dict/, asObject],
  [/must be string|str type expected/, asText],
  [/must be boolean|to a boolean/, (value) => (value === 'true' ? true : value === 'false' ? false : undefined)],
];

/** FHIR has neither null nor empty texts: such a member counts as left out. */
const isNothing = (value: unknown): boolean => value === null || value === '';

/** A body whose faulty member, by its path, has the form that a schema asks for; undefined where it cannot have it. */
export const reformMember = (body: Json, where: string, problem: string): unknown => {
  const steps = stepsOf(where);
  const name = steps.findLast((step) => typeof step === 'string') ?? '';
  const toForm = forms.find(([words]) => words.test(problem))?.[1];
  const possible: boolean[] = [];
  const next = changed(body, steps, (value) => {
    const inForm = toForm?.(value, name);
    possible.push(inForm !== undefined || isNothing(value));
    return inForm;
  });
  return possible.includes(true) ? next : undefined;
};

/** A body without a member, by its path; or with it under another name. */
export const renamed = (body: Json, where: string, name?: string): unknown => {
  const steps = stepsOf(where);
  const [last] = steps.slice(-1);
  return changed(body, steps.slice(0, -1), (owner) => {
    if (typeof owner !== 'object' || owner === null || typeof last !== 'string') return owner;
    const { [last]: value, ...others } = owner as Json;
    return name === undefined || name in others ? others : { ...others, [name]: value };
  });
};
