// What a search for patients may ask: filters and the order.
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import { parseDay } from '../../../schemas/canvas/instant.ts';
import type { PatientRecord } from '../../../schemas/canvas/record.ts';
import { alternatives, isInside, matchesToken } from '../appointment/filters.ts';
import { parseDate } from '../../search/date.ts';
import type { QueryParameter } from '../../search/query.ts';
import type { World } from '../../worlds/world.ts';
import { canvasSystem } from './record.ts';
import { idFilter, partFilter, type Filter, type Order } from '../any-type/search.ts';

/** A patient by id. */
export const findPatient = (id: string, { store }: World): PatientRecord | undefined => store().patients.get(id);

/** A filter on one value of a record: equal to one of the alternatives, once both are brought to one form. */
const equalFilter = (
  parameter: string,
  value: (record: PatientRecord) => string | null,
  form: (text: string) => string,
): Filter<PatientRecord> => ({
  parameter,
  condition: (text) => {
    const wanted = new Set(alternatives(text).map(form));
    return {
      holds: (record) => {
        const held = value(record);
        return held !== null && wanted.has(form(held));
      },
    };
  },
});

const lower = (text: string): string => text.trim().toLowerCase();
const digits = (text: string): string => text.replace(/\D/g, '');

const identifiersOf = ({ mrn, identifiers }: PatientRecord) => [
  { system: canvasSystem, value: mrn },
  ...identifiers.map(({ system, value }) => ({ system: system ?? '', value: value ?? '' })),
];

export const patientFilters: Readonly<
  Record<Exclude<IdsOf<'filter'> & IdsIn<'patient'>, 'patient/sort'>, Filter<PatientRecord>>
> = {
  'patient/id-finds': idFilter('Patient', findPatient),
  'patient/identifier-finds': {
    parameter: 'identifier',
    condition: (text) => {
      const tokens = alternatives(text);
      return {
        holds: (record) =>
          identifiersOf(record).some(({ system, value }) => tokens.some((token) => matchesToken(token, system, value))),
      };
    },
  },
  'patient/name-finds-by-part': partFilter('name', ({ given, family }) => `${given} ${family}`),
  'patient/family-finds': partFilter('family', ({ family }) => family),
  'patient/given-finds': partFilter('given', ({ given }) => given),
  'patient/birthdate-finds': {
    parameter: 'birthdate',
    condition: (text, { contract }) => {
      const span = parseDate(text, contract);
      return 'rule' in span
        ? reject('patient/bad-birthdate-is-refused', { problem: span.parameters['problem'] ?? '' })
        : { holds: ({ birthDate }) => isInside(span, parseDay(birthDate) ?? NaN) };
    },
  },
  'patient/gender-finds': equalFilter('gender', ({ gender }) => gender, lower),
  'patient/email-finds': equalFilter('email', ({ email }) => email, lower),
  'patient/phone-finds': equalFilter('phone', ({ phone }) => phone, digits),
  'patient/active-finds': equalFilter('active', ({ active }) => String(active), lower),
};

const sortTexts: Readonly<Record<string, (record: PatientRecord) => string>> = {
  _id: ({ id }) => id,
  birthdate: ({ birthDate }) => birthDate,
  family: ({ family }) => family.toLowerCase(),
  given: ({ given }) => given.toLowerCase(),
};

const byText =
  (text: (record: PatientRecord) => string, direction: number): Order<PatientRecord> =>
  (one, other) => {
    const [first, second] = [text(one), text(other)];
    return first === second ? 0 : first < second ? -direction : direction;
  };

/** The order of `_sort`: its keys, first the most important. */
export const patientOrder = (
  query: readonly QueryParameter[],
  { contract }: World,
): Order<PatientRecord> | undefined | Rejection => {
  const sent = query.findLast(([name]) => name === '_sort')?.[1] ?? '';
  const orders: Order<PatientRecord>[] = [];
  for (const value of alternatives(sent)) {
    const isDescending = value.startsWith('-');
    const key = isDescending ? value.slice(1) : value;
    const text = Object.hasOwn(sortTexts, key) ? sortTexts[key] : undefined;
    if (text !== undefined) orders.push(byText(text, isDescending ? -1 : 1));
    else if (contract.isInForce('patient/bad-sort-is-refused')) return reject('patient/bad-sort-is-refused', { value });
  }
  if (orders.length === 0 || !contract.isInForce('patient/sort')) return undefined;
  return (one, other) => orders.reduce((order, next) => order || next(one, other), 0);
};
