// Hides what tells of a person in texts by what stands before it: in the parameters of addresses and forms, and in prose.
import type { Kind, Pseudonyms } from './pseudonyms.ts';
import { piiPatterns, type PiiPattern } from './pii-patterns.ts';

/** Search parameters that ask for a person, also through a chain such as `patient.name`. */
const parameters: Readonly<Record<string, Kind>> = {
  name: 'name',
  family: 'name',
  given: 'name',
  phonetic: 'name',
  birthdate: 'birthDate',
  phone: 'phone',
  email: 'email',
  telecom: 'phone',
  address: 'address',
  'address-city': 'address',
  'address-postalcode': 'address',
};

/** A parameter with its chain, its name and its value, by where it begins and of what its value consists. */
const parameterOf = (beginning: string, value: string): RegExp =>
  new RegExp(`(?<=${beginning})((?:[a-zA-Z]+(?::[A-Za-z]+)?\\.)*)([a-z-]+)((?::[a-z]+)?=)(${value}+)`, 'g');

const parameter = parameterOf('^|[?&]', '[^&#\\s"]');

/** The same in an address, which a server may show with blanks in it. */
const parameterOfAddress = parameterOf('[?&]', '[^&#"]');

const isAddress = (text: string): boolean => /^(\/|https?:)[^\s?]*\?/.test(text);

const prefix = /^(eq|ne|gt|ge|lt|le)(?=\d)/;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** A number that is said to be a patient's. */
const record: Pick<PiiPattern, 'kind' | 'pattern' | 'isHarmless'> = {
  kind: 'number',
  pattern: /(?<=\bMRN[:#\s]{0,3})\d{4,}(?!\d)/gi,
  isHarmless: () => false,
};

/** A text without what its parameters and its prose tell of a person. */
export const hideParameters = (text: string, pseudonyms: Pseudonyms, known: ReadonlySet<string>): string => {
  const pattern = isAddress(text) ? parameterOfAddress : parameter;
  const quiet = text.replace(pattern, (whole, chain: string, name: string, equals: string, value: string) => {
    const kind = parameters[name];
    const [before = ''] = prefix.exec(value) ?? [];
    const told = decoded(value.slice(before.length));
    if (kind === undefined || told === '' || known.has(told) || known.has(value)) return whole;
    return `${chain}${name}${equals}${before}${encodeURIComponent(pseudonyms.pseudonymOf(kind, told))}`;
  });
  return [...piiPatterns, record].reduce(
    (rest, { kind, pattern, isHarmless }) =>
      rest.replace(pattern, (found) =>
        known.has(found) || isHarmless(found) ? found : pseudonyms.pseudonymOf(kind, found),
      ),
    quiet,
  );
};
