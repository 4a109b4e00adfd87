// Repairs of the body of a Patient.
import type { RefusalId } from '../../schemas/rules/index.ts';
import { parseDay } from '../../schemas/canvas/instant.ts';
import { listIn, type Repair } from './repair.ts';
import { withMembers, type Json } from './sent.ts';

const example = { family: 'Example', given: ['Pat'] };

/** The first name as an official one, with what it lacks. */
const official = (name: Json | undefined): Json => {
  const { family, given } = name ?? {};
  const isGiven = Array.isArray(given) && given.some((part) => part !== '');
  return { ...name, use: 'official', family: family || example.family, given: isGiven ? given : example.given };
};

/** The date that a text probably means: in its own order, or with the day or the month first. */
const meantDate = (text: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})/.exec(text) ?? [];
  const candidate = `${year ?? ''}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const some = /\d{4}/.exec(text)?.[0];
  return parseDay(candidate) === undefined ? (some ?? '1980-01-01') : candidate;
};

export const patientRepairs = {
  'patient/official-name-is-required': (sent) => {
    const names = listIn(sent, 'name');
    const at = Math.max(
      0,
      names.findIndex(({ use }) => use === 'official'),
    );
    const name =
      names.length === 0 ? [official(undefined)] : names.map((each, n) => (n === at ? official(each) : each));
    const advice = 'Send one name with use official, a family name and at least one given name';
    return { sent: withMembers(sent, { name }), where: `$.name[${at}]`, advice };
  },
  'patient/birth-date-is-required': (sent) => ({
    sent: withMembers(sent, { birthDate: '1980-01-01' }),
    where: '$.birthDate',
    advice: 'A new patient needs a birthDate, YYYY-MM-DD; put in the right one',
  }),
  'patient/birth-date-is-a-date': (sent, { parameters }) => ({
    sent: withMembers(sent, { birthDate: meantDate(parameters['value'] ?? '') }),
    where: '$.birthDate',
    advice: 'birthDate is written YYYY-MM-DD, YYYY-MM or YYYY',
  }),
} satisfies Readonly<Partial<Record<RefusalId, Repair>>>;
