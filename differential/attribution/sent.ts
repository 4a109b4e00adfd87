// Rules of what was sent: what a read shows otherwise may be wrong for how it was written.
import { objectsIn, isObject } from '../../schemas/json.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { isWrite, type Call, type Difference } from '../requests/index.ts';
import type { Comparison } from './comparison.ts';

interface Sent {
  /** Places of an appointment. */
  readonly where: RegExp;
  /** What an appointment was sent as, last and before. */
  readonly isSent: (last: Call, difference: Difference, writes: readonly Call[]) => boolean;
  readonly rule: RuleId;
}

const listIn = ({ body }: Call, member: string): readonly Readonly<Record<string, unknown>>[] =>
  isObject(body) ? objectsIn(body[member]) : [];

/** An integer, or the symbol of one. */
const integer = /^Location\/(\d+|\{clinic\.number\})$/;

const isBlankPractitioner = (last: Call): boolean =>
  listIn(last, 'participant').some(({ actor }) => isObject(actor) && actor['reference'] === 'Practitioner/');

const isByInteger = (last: Call): boolean =>
  listIn(last, 'supportingInformation').some(({ reference }) => integer.test(String(reference)));

/** True where the mock shows a value of an identifier as it was sent, and the counterpart one that nobody has sent. */
const isIdentifierChanged = (
  last: Call,
  { where, mock, counterpart }: Difference,
  writes: readonly Call[],
): boolean => {
  const member = where.slice(where.indexOf('.') + 1);
  const has = (write: Call, value: unknown): boolean =>
    listIn(write, 'identifier').some((identifier) => identifier[member] === value);
  return has(last, mock) && !writes.some((write) => has(write, counterpart));
};

const table: readonly Sent[] = [
  { where: /^participant\b/, isSent: isBlankPractitioner, rule: 'participant/blank-practitioner' },
  { where: /^supportingInformation\b/, isSent: isByInteger, rule: 'supporting-information/integer-location' },
  { where: /^identifier\[\d+\]\.(use|system|value)$/, isSent: isIdentifierChanged, rule: 'identifier/stored' },
];

/** The rule of how something was written that a read of an appointment shows otherwise; none where it was written as usual. */
export const rulesOfSent = ({ script: { calls } }: Comparison, difference: Difference): readonly RuleId[] => {
  const { method, path = '' } = calls[difference.call] ?? {};
  const writes = calls.slice(0, difference.call).filter(isWrite);
  const last = writes.at(-1);
  if (method !== 'GET' || !path.startsWith('/Appointment/') || last === undefined) return [];
  const found = table.find(({ where, isSent }) => where.test(difference.where) && isSent(last, difference, writes));
  return found === undefined ? [] : [found.rule];
};
