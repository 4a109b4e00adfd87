// A finding as a scenario in the phrases of the suite, with what the mock answers as what is expected.
import { anyId, createdTypeOf, creates, isOfEhr, type Bearer, type Call, type Script } from '../requests/index.ts';
import { issueIn } from '../../schemas/issue.ts';
import type { Finding } from './finding.ts';

/** The members of the canonical records that a scenario begins with, and may have to take away. */
const canonicalMembers: Readonly<Record<string, readonly string[]>> = {
  Appointment: ['status', 'appointmentType', 'reasonCode', 'supportingInformation', 'start', 'end', 'participant'],
  Patient: ['name', 'gender', 'birthDate'],
};

type Rows = readonly (readonly [string, string])[];

const cellOf = (value: unknown): string =>
  (value === undefined ? '(absent)' : typeof value === 'string' && value !== '' ? value : JSON.stringify(value))
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|');

const table = (rows: Rows): readonly string[] => rows.map(([name, cell]) => `      | ${name} | ${cell} |`);

/** How a scenario calls what a call has created: the first of a type by its type, the others by a number. */
class Names {
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  isFirst(call: number): boolean {
    const type = this.#typeOf(call);
    return creates(this.#script).find((one) => this.#typeOf(one) === type) === call;
  }

  #typeOf(call: number): string {
    return createdTypeOf(
      this.#script.calls[call] ?? { path: '', method: '', headers: {}, body: undefined, bearer: 'none' },
    );
  }

  /** `the appointment`, or `appointment "2"`. */
  record(call: number): string {
    const type = this.#typeOf(call).toLowerCase();
    return this.isFirst(call) ? `the ${type}` : `${type} "${call + 1}"`;
  }

  /** A text with the symbols of scripts as features write them. */
  text(text: string): string {
    return text
      .replace(/\{(\d+):location\}/g, (_whole, call: string) =>
        this.isFirst(Number(call)) ? `{id of ${this.record(Number(call))}}` : `{id of ${Number(call) + 1}}`,
      )
      .replace(/(Practitioner|Patient|Location)\/\{([A-Z][A-Za-z ]+)\}/g, '$1/$2')
      .replace(/\{([A-Z][a-z]+)\}/g, '{id of $1}');
  }
}

const bodyRows = (body: unknown, names: Names, leftOut: readonly string[]): Rows => {
  const held = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const members = [...new Set([...leftOut, ...Object.keys(held)])].filter((name) => name !== 'resourceType');
  return members.map((name) => [name, names.text(cellOf(held[name]))]);
};

const createLines = (call: Call, position: number, names: Names, isLast: boolean): readonly string[] => {
  const type = createdTypeOf(call);
  const rows = bodyRows(call.body, names, canonicalMembers[type] ?? []);
  const kind = type === 'Appointment' ? 'an appointment' : 'a patient';
  if (names.isFirst(position))
    return [`    ${isLast ? `When the client creates ${kind}` : `Given ${kind}`} with:`, ...table(rows)];
  const all: Rows = [['name', String(position + 1)], ...rows];
  const row = (cells: readonly string[]): string => `      | ${cells.join(' | ')} |`;
  return [`    Given these ${type.toLowerCase()}s:`, row(all.map(([name]) => name)), row(all.map(([, cell]) => cell))];
};

const plainLines = ({ method, path, body }: Call, names: Names): readonly string[] => {
  const sends = `    When the client sends ${method} "${names.text(path)}"`;
  if (body === undefined) return [sends];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return [`${sends} with:`, '      """', `      ${names.text(text)}`, '      """'];
};

const tokenWords = (bearer: Exclude<Bearer, string>): string => {
  if ('text' in bearer) return `the token "${bearer.text}"`;
  const of = bearer.patient === undefined ? '' : ` of Patient/${bearer.patient.slice(1, -1)}`;
  return `a token${of} for "${bearer.scope}"`;
};

const givens = (call: Call): readonly string[] => (isOfEhr(call) ? [] : givensOf(call));

const givensOf = ({ headers, bearer }: Call): readonly string[] => [
  ...(bearer === 'none' ? ['    Given the client has no token'] : []),
  ...(typeof bearer === 'object' ? [`    Given the client has ${tokenWords(bearer)}`] : []),
  ...Object.entries(headers)
    .filter(([name, value]) => name !== 'content-type' || !/^application\/(fhir\+)?json/.test(value))
    .map(([name, value]) => `    Given the header "${name}" is "${value}"`),
];

/** The cells of a form, where a patient of the cast stands by the symbol of its id. */
const formRows = (form: string): readonly (readonly [string, string])[] =>
  form.split('&').map((one) => {
    const [name = '', value = ''] = one.split('=');
    return [name, decodeURIComponent(value).replace(/^\{(Pat|Quinn)\}$/, '{id of $1}')];
  });

const callLines = (call: Call, position: number, names: Names, isLast: boolean): readonly string[] => {
  const { method, path, body, bearer } = call;
  if (isOfEhr(call) && typeof body === 'string')
    return ['    When the client asks for a token with:', ...table(formRows(body))];
  const of = /^\/(?:Appointment|Patient)\/\{(\d+):location\}$/.exec(path)?.[1];
  const isRecord = typeof body === 'object' && body !== null && !Array.isArray(body);
  const isObject = isRecord && 'resourceType' in body === (method === 'PUT');
  if (bearer === 'usual' && method === 'POST' && isRecord && /^\/(Appointment|Patient)$/.test(path))
    return createLines(call, position, names, isLast);
  if (of !== undefined && method === 'PUT' && isObject)
    return [
      `    When the client updates ${names.record(Number(of))} with nothing but:`,
      ...table(bodyRows(body, names, [])),
    ];
  if (of !== undefined && method === 'GET') return [`    When the client reads ${names.record(Number(of))}`];
  if (method === 'GET' && path.startsWith('/Appointment?')) {
    const parameters = path.slice(path.indexOf('?') + 1).split('&');
    const rows = parameters.map((one): [string, string] => {
      const [name = '', value = ''] = one.split('=');
      return [name, names.text(cellOf(decodeURIComponent(value)))];
    });
    return ['    When the client searches for:', ...table(rows)];
  }
  return plainLines(call, names);
};

const expectedCell = (value: unknown, day: string): string =>
  cellOf(value)
    .replace(anyId, (id) => (id.includes('-') ? '{uuid}' : '{hex}'))
    .replaceAll(day, '{day}');

/** The step that holds with the mock and fails on the counterpart. */
const thenLines = ({ difference, comparison }: Finding, day: string): readonly string[] => {
  const { call, where, mock } = difference;
  const outcome = comparison.mock.outcomes[call];
  if (outcome !== undefined && outcome.status >= 400) {
    const { code, text } = issueIn(outcome.body);
    return [
      `    Then the request is rejected with ${outcome.status} ${code || 'invalid'} "${text.replaceAll(day, '{day}')}"`,
    ];
  }
  if (where === 'HTTP status') return [`    Then the request answers ${String(mock)}`];
  if (where.startsWith('header '))
    return [`    Then the header "${where.slice(7)}" of the answer is "${expectedCell(mock, day)}"`];
  if (where === 'body')
    return [`    Then the body of the answer is "${mock === undefined ? '' : JSON.stringify(mock)}"`];
  if (where === 'entry.length') return [`    Then the page holds ${String(mock)} entries`];
  return ['    Then the answer has:', ...table([[where, expectedCell(mock, day)]])];
};

/** The whole scenario, tagged with its rule. */
export const gherkinOf = (finding: Finding): string => {
  const { script, rules, comparison, difference } = finding;
  const names = new Names(script);
  const last = script.calls.length - 1;
  return [
    `  @rule:${rules[0] ?? 'unknown'}`,
    `  Scenario: ${difference.where} differs from the mock`,
    ...script.calls.flatMap((call, position) => [
      ...givens(call),
      ...callLines(call, position, names, position === last),
    ]),
    ...thenLines(finding, comparison.counterpart.target.day),
  ].join('\n');
};
