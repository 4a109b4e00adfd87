// What a search for patients may ask: filters and the order.
import { reject } from '../../../schemas/outcome.ts';
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import { parseDay } from '../../../schemas/canvas/instant.ts';
import type { PatientRecord } from '../../../schemas/canvas/record.ts';
import { isInside, parseDate } from '../../search/date.ts';
import { byText, type Sort } from '../../search/sort.ts';
import { alternatives, isAnyMatch } from '../../search/values.ts';
import type { Readable } from '../any-type/read.ts';
import { canvasSystem } from './request.ts';
import { idFilter, partFilter, type Filter } from '../any-type/search.ts';

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
      isMet: (record) => {
        const own = value(record);
        return own !== null && wanted.has(form(own));
      },
    };
  },
});

const lowerCaseOf = (text: string): string => text.trim().toLowerCase();
const digitsOf = (text: string): string => text.replace(/\D/g, '');

const identifiersOf = ({ mrn, identifiers }: PatientRecord) => [{ system: canvasSystem, value: mrn }, ...identifiers];

type FilterId = Exclude<IdsOf<'filter'> & IdsIn<'patient'>, 'patient/sort'>;

/** The filters of a search for patients, by rule. */
export const patientFilters = (
  readable: Readable<PatientRecord>,
): Readonly<Record<FilterId, Filter<PatientRecord>>> => ({
  'patient/id-finds': idFilter(readable),
  'patient/identifier-finds': {
    parameter: 'identifier',
    condition: (text) => {
      const tokens = alternatives(text);
      return { isMet: (record) => identifiersOf(record).some((identifier) => isAnyMatch(tokens, identifier)) };
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
        : { isMet: ({ birthDate }) => isInside(span, parseDay(birthDate) ?? NaN) };
    },
  },
  'patient/gender-finds': equalFilter('gender', ({ gender }) => gender, lowerCaseOf),
  'patient/email-finds': equalFilter('email', ({ email }) => email, lowerCaseOf),
  'patient/phone-finds': equalFilter('phone', ({ phone }) => phone, digitsOf),
  'patient/active-finds': equalFilter('active', ({ active }) => String(active), lowerCaseOf),
});

const keyedBy = (text: (record: PatientRecord) => string) => (first: PatientRecord, second: PatientRecord) =>
  byText(text(first), text(second));

export const patientSort: Sort<PatientRecord> = {
  keys: {
    _id: keyedBy(({ id }) => id),
    birthdate: keyedBy(({ birthDate }) => birthDate),
    family: keyedBy(({ family }) => family.toLowerCase()),
    given: keyedBy(({ given }) => given.toLowerCase()),
  },
  rule: 'patient/sort',
  refuse: (value) => reject('patient/bad-sort-is-refused', { value }),
};
