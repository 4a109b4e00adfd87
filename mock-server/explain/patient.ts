// What to do about the name, the birth date or the search of a Patient.
import { meantDay } from './machinery/calendar-text.ts';
import { birthSexUrl } from '../resources/patient/request.ts';
import { dateFix, sortFix } from './machinery/parameter.ts';
import { listIn, noFix, type Repairs } from './machinery/repair.ts';
import { withMembers, type Json } from './machinery/client-request.ts';

const exampleBirthSex = { url: birthSexUrl, valueCode: 'UNK' };

const example = { family: 'Example', given: ['Pat'] };

/** The parts of a name that is written as one text, the family name last. */
const partsOf = (text: unknown): { readonly family?: string; readonly given?: readonly string[] } => {
  const words = typeof text === 'string' ? text.trim().split(/\s+/) : [];
  return words.length < 2 ? {} : { family: words.at(-1) ?? '', given: words.slice(0, -1) };
};

/** A name as an official one, with what it lacks; where that is not in its text, as an example. */
const officialName = (name: Json): { readonly name: Json; readonly isExample: boolean } => {
  const parts = partsOf(name['text']);
  const sent = { family: name['family'] === '' ? undefined : name['family'], given: name['given'] };
  const isGiven = Array.isArray(sent.given) && sent.given.some((part) => part !== '');
  const family = sent.family ?? parts.family;
  const given = isGiven ? sent.given : parts.given;
  return {
    name: { ...name, use: 'official', family: family ?? example.family, given: given ?? example.given },
    isExample: family === undefined || given === undefined,
  };
};

export const patientRepairs = {
  'patient/official-name-is-required': (request) => {
    const names = listIn(request, 'name');
    const at = Math.max(
      0,
      names.findIndex(({ use }) => use === 'official'),
    );
    const { name: official, isExample } = officialName(names[at] ?? {});
    const name = names.length === 0 ? [official] : names.with(at, official);
    const advice = 'Send one name with use official, a family name and at least one given name';
    return {
      request: withMembers(request, { name }),
      where: `$.name[${at}]`,
      advice,
      ...(isExample ? { isExample } : {}),
    };
  },
  'patient/birth-date-is-required': (request) => ({
    request: withMembers(request, { birthDate: '1980-01-01' }),
    where: '$.birthDate',
    advice: 'A new patient needs a birthDate, YYYY-MM-DD; put in the right one',
    isExample: true,
  }),
  'patient/birthsex-is-required': (request) => ({
    request: withMembers(request, {
      extension: [...listIn(request, 'extension').filter(({ url }) => url !== birthSexUrl), exampleBirthSex],
    }),
    where: '$.extension',
    advice: 'A patient needs the extension us-core-birthsex; put in the right code: F, M, or UNK where it is not known',
    isExample: true,
  }),
  'patient/birth-date-is-a-date': (request, { world, parameters: { value = '' } }) => {
    const [where, advice] = ['$.birthDate', 'birthDate is written YYYY-MM-DD, YYYY-MM or YYYY'];
    const birthDate = meantDay(value, world.clock.now());
    return birthDate === undefined
      ? noFix(where, advice)
      : { request: withMembers(request, { birthDate }), where, advice };
  },
  'patient/bad-birthdate-is-refused': dateFix('birthdate'),
  'patient/bad-sort-is-refused': sortFix(['_id', 'birthdate', 'family', 'given']),
} satisfies Repairs<'patient'>;
