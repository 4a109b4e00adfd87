// An exchange with its explanation as indented text, for a terminal.

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
  readonly request: unknown;
  readonly response: unknown;
}

/** A view of an exchange as text, one member a line: what the mock made of it first, then what went over the wire. */
export const textOfView = ({ request, response, ...others }: View): string =>
  `${linesOf({ ...others, request, response }, '').join('\n')}\n`;
