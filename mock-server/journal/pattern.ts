// What picks exchanges out of the journal: method, path, status, rule, world, and a part of the body.
import type { Entry } from './exchange.ts';
import { redactForm } from '../../redaction/secrets.ts';
import { isTooDeep } from '../../schemas/json.ts';
import { expressionOf } from '../runtime/expression.ts';
import { globOf } from '../runtime/glob.ts';

/** Every member that is given must hold. */
interface Pattern {
  readonly method?: string;
  /** The path, with or without its query; `*` stands for one part of it, `**` for any number. */
  readonly path?: string;
  /** A regular expression, without look-around and back-references, that the path and query match as a whole. */
  readonly pathPattern?: string;
  /** A status, or a class of them as `4xx`. */
  readonly status?: number | string;
  /** A rule that acted, or a topic of rules. */
  readonly rule?: string;
  readonly world?: string;
  /** Headers by their lower-case names, each a text that the value has to hold. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A part of the body: objects match where they hold these members, lists where they hold these items. */
  readonly body?: unknown;
}

interface Fault {
  readonly where: string;
  readonly problem: string;
}

export const patternSchema = {
  $id: 'request-pattern.schema.json',
  type: 'object',
  additionalProperties: false,
  properties: {
    method: { type: 'string' },
    path: { type: 'string', maxLength: 2000 },
    pathPattern: { type: 'string', maxLength: 200 },
    status: { type: ['integer', 'string'], pattern: '^[1-5](\\d\\d|xx)$' },
    rule: { type: 'string' },
    world: { type: 'string' },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
    body: {},
  },
} as const;

/** Whether a value holds a part: members of an object, some items of a list, or the value itself. */
const hasPart = (value: unknown, part: unknown): boolean => {
  if (Array.isArray(part))
    return Array.isArray(value) && part.every((item) => value.some((held) => hasPart(held, item)));
  if (typeof part !== 'object' || part === null) return value === part;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(part).every(([name, member]) => hasPart((value as Record<string, unknown>)[name], member));
};

const parsed = (text: string): unknown => {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
};

type Test = (entry: Entry) => boolean;

/** The test of each member of a pattern; a fault where a member that fits the schema cannot be used. */
const tests: { readonly [Name in keyof Pattern]-?: (wanted: NonNullable<Pattern[Name]>) => Test | Fault } = {
  method: (wanted) => (entry) => entry.method === wanted.toUpperCase(),
  path: (wanted) => {
    const matches = globOf(wanted);
    if (matches === undefined) return { where: 'path', problem: 'is too long' };
    const partOf = (url: string): string => (wanted.includes('?') ? url : (url.split('?')[0] ?? ''));
    return (entry) => matches(partOf(redactForm(entry.url)));
  },
  pathPattern: (wanted) => {
    const matches = expressionOf(wanted);
    return 'fault' in matches
      ? { where: 'pathPattern', problem: `cannot be used: ${matches.fault}` }
      : (entry) => matches(redactForm(entry.url));
  },
  status: (wanted) => {
    const text = String(wanted);
    const beginning = text.replace('xx', '');
    return (entry) => String(entry.status).startsWith(beginning);
  },
  rule: (wanted) => (entry) => entry.rules.some((rule) => rule === wanted || rule.startsWith(`${wanted}/`)),
  world: (wanted) => (entry) => entry.world === wanted,
  headers: (wanted) => (entry) =>
    Object.entries(wanted).every(([name, text]) =>
      String(entry.requestHeaders[name.toLowerCase()] ?? '\n').includes(text),
    ),
  body: (wanted) => (entry) => hasPart(parsed(entry.requestText), wanted),
};

/** The test of a pattern that fits the schema, made once; a fault where it cannot be used. */
export const testOf = (pattern: Pattern): Test | Fault => {
  const all = (Object.keys(pattern) as (keyof Pattern)[])
    .filter((name) => pattern[name] !== undefined)
    .map((name) => (tests[name] as (wanted: unknown) => Test | Fault)(pattern[name]));
  const isTest = (one: Test | Fault): one is Test => typeof one === 'function';
  const usable = all.filter(isTest);
  return all.find((one) => !isTest(one)) ?? ((entry) => usable.every((test) => test(entry)));
};
