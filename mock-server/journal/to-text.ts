// An exchange with its explanation as indented text, for a terminal.
import { isObject } from '../../schemas/json.ts';

/** A value as indented lines: members one a line, items with a dash, text as it is. */
const linesOf = (value: unknown, indent: string): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => itemLines(item, indent));
  if (typeof value !== 'object' || value === null) return [`${indent}${textOf(value)}`];
  return Object.entries(value).flatMap(([name, member]) => memberLines(name, member, indent));
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Bodies stay JSON, so that they can be copied. */
const jsonMembers = new Set(['body']);

const jsonLines = (value: unknown, indent: string): readonly string[] =>
  (typeof value === 'string' ? value : JSON.stringify(value, null, 2)).split('\n').map((line) => indent + line);

/** What is not named where it is empty. */
const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

const memberLines = (name: string, value: unknown, indent: string): readonly string[] => {
  if (isEmpty(value)) return [];
  if (jsonMembers.has(name)) return [`${indent}${name}:`, ...jsonLines(value, `${indent}  `)];
  if (isPlain(value)) return [`${indent}${name}: ${textOf(value)}`];
  if (Array.isArray(value) && value.every(isPlain)) return [`${indent}${name}: ${value.map(textOf).join(', ')}`];
  return [`${indent}${name}:`, ...linesOf(value, `${indent}  `)];
};

const itemLines = (item: unknown, indent: string): readonly string[] => {
  const [first = '', ...rest] = linesOf(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
};

interface View {
  readonly method: unknown;
  readonly path: unknown;
  readonly status: unknown;
  readonly request: unknown;
  readonly response: unknown;
}

/** What a person wants to know first: what became of the request, what to do, and what to send instead. */
const headOf = ({ method, path, status }: View, refusal: unknown): readonly string[] => {
  if (!isObject(refusal)) return [];
  const { rule, advice, smallestChange } = refusal;
  const curl = isObject(smallestChange) ? smallestChange['curl'] : undefined;
  return [
    `${textOf(method)} ${textOf(path)}: ${textOf(status)}, refused by ${textOf(rule)}`,
    ...(advice === undefined ? [] : [`What to do: ${textOf(advice)}`]),
    ...(curl === undefined ? [] : [`To try it:  ${textOf(curl)}`]),
    '',
  ];
};

/** A view of an exchange as text: what to do first, then what the mock made of it, then what went over the wire. */
export const textOfView = (view: View & { readonly refusal?: unknown }): string => {
  const { request, response, ...others } = view;
  return `${[...headOf(view, view.refusal), ...linesOf({ ...others, request, response }, '')].join('\n')}\n`;
};
