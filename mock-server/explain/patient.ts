// What to do about the name, the birth date or the search of a Patient.
import { parseDay } from '../../schemas/canvas/instant.ts';
import { dateFix, sortFix } from './machinery/parameter.ts';
import { listIn, type Repairs } from './machinery/repair.ts';
import { withMembers, type Json } from './machinery/client-request.ts';

const exampleName = { family: 'Example', given: ['Pat'] };

/** The first name as an official one, with what it lacks. */
const officialName = (name: Json | undefined): Json => {
  const { family, given } = name ?? {};
  const isGiven = Array.isArray(given) && given.some((part) => part !== '');
  return { ...name, use: 'official', family: family || exampleName.family, given: isGiven ? given : exampleName.given };
};

/** The date that a text probably means: in its own order, or with the day or the month first. */
const likelyDate = (text: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})/.exec(text) ?? [];
  const candidate = `${year ?? ''}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const some = /\d{4}/.exec(text)?.[0];
  return parseDay(candidate) === undefined ? (some ?? '1980-01-01') : candidate;
};

export const patientRepairs = {
  'patient/official-name-is-required': (request) => {
    const names = listIn(request, 'name');
    const at = Math.max(
      0,
      names.findIndex(({ use }) => use === 'official'),
    );
    const name =
      names.length === 0 ? [officialName(undefined)] : names.map((each, n) => (n === at ? officialName(each) : each));
    const advice = 'Send one name with use official, a family name and at least one given name';
    return { request: withMembers(request, { name }), where: `$.name[${at}]`, advice };
  },
  'patient/birth-date-is-required': (request) => ({
    request: withMembers(request, { birthDate: '1980-01-01' }),
    where: '$.birthDate',
    advice: 'A new patient needs a birthDate, YYYY-MM-DD; put in the right one',
  }),
  'patient/birth-date-is-a-date': (request, { parameters }) => ({
    request: withMembers(request, { birthDate: likelyDate(parameters['value'] ?? '') }),
    where: '$.birthDate',
    advice: 'birthDate is written YYYY-MM-DD, YYYY-MM or YYYY',
  }),
  'patient/bad-birthdate-is-refused': dateFix('birthdate'),
  'patient/bad-sort-is-refused': sortFix(['_id', 'birthdate', 'family', 'given']),
} satisfies Repairs<'patient'>;
