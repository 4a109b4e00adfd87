// What a call does before its request and after its answer, as JavaScript for a client that runs it.
import type { Call, Capture } from './call.ts';

/** How a client names what a script needs. */
export interface Dialect {
  /** Sets a variable. */
  readonly set: (name: string, value: string) => string;
  /** The value of an answer's header. */
  readonly header: (name: string) => string;
  readonly status: string;
  /** The body, parsed where it is JSON. */
  readonly body: string;
  /** A text with the variables filled in. */
  readonly filled: (text: string) => string;
  readonly expect: string;
  readonly test: string;
}

/** Chooses a half hour of the next ten years, so that a second run does not meet the first. */
const chooseTime = ({ set, filled }: Dialect): readonly string[] => [
  'const halfHour = 1800000;',
  `const now = Number(${filled('"{{$timestamp}}"')}) * 1000;`,
  `const chance = () => Number(${filled('"{{$randomInt}}"')}) / 1001;`,
  'const later = 48 + Math.floor(chance() * 1000) * 170 + Math.floor(chance() * 170);',
  'const start = (Math.ceil(now / halfHour) + later) * halfHour;',
  "const text = (instant) => new Date(instant).toISOString().replace('.000', '');",
  set('start', 'text(start)'),
  set('end', 'text(start + halfHour)'),
];

const found: Readonly<Record<Capture['from'], (dialect: Dialect) => string>> = {
  'id in location': ({ header }) => `/([^/]+)(\\/_history\\/.*)?$/.exec(${header('location')} || '')[1]`,
  'id of first entry': ({ body }) => `${body}.entry[0].resource.id`,
  access_token: ({ body }) => `${body}.access_token`,
};

const refusalOf = ({ body }: Dialect): readonly string[] => [
  `const refusal = ${body};`,
  'const said = refusal.detail === undefined ? refusal.issue[0].details.text : refusal.detail;',
];

const quoted = (text: string, { filled }: Dialect): string =>
  text.includes('{{') ? filled(JSON.stringify(text)) : JSON.stringify(text);

/** The lines before a request. */
export const linesBefore = ({ choosesTime = false }: Call, dialect: Dialect): readonly string[] =>
  choosesTime ? chooseTime(dialect) : [];

const testLines = (name: string, lines: readonly string[], { test: word }: Dialect): readonly string[] => [
  `${word}(${JSON.stringify(name)}, function () {`,
  ...lines.map((line) => `  ${line}`),
  '});',
];

/** The lines after an answer: its status, the literal text of a refusal, and what the next calls need. */
export const linesAfter = ({ expected, captures = [] }: Call, dialect: Dialect): readonly string[] => {
  const { status, text } = expected;
  const { expect, set } = dialect;
  return [
    ...testLines(`answers ${status}`, [`${expect}(${dialect.status}).to.equal(${status});`], dialect),
    ...(text === undefined
      ? []
      : testLines(
          'says why, to the letter',
          [...refusalOf(dialect), `${expect}(said).to.equal(${quoted(text, dialect)});`],
          dialect,
        )),
    ...captures.flatMap(({ variable, from }) =>
      testLines(
        `gives ${variable}`,
        [`const value = ${found[from](dialect)};`, `${expect}(value).to.be.a('string');`, set(variable, 'value')],
        dialect,
      ),
    ),
  ];
};
