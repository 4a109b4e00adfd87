// Hides what tells of a person in texts by what stands before it: in the parameters of addresses and forms, and in prose.
import type { Kind, Pseudonyms } from './pseudonyms.ts';

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

const parameter = /(?<=^|[?&])((?:[a-zA-Z]+(?::[A-Za-z]+)?\.)*)([a-z-]+)((?::[a-z]+)?=)([^&#\s"]+)/g;

const prefix = /^(eq|ne|gt|ge|lt|le)(?=\d)/;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** What looks like a way to reach or find a person, whatever it stands in. */
const patterns: readonly (readonly [RegExp, Kind])[] = [
  [/[\p{L}\d._%+-]+@(?!(?:[\w-]+\.)*(?:example(?:\.\w+)?|test|invalid)\b)[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu, 'email'],
  [/(?<![\w.-])(?:\+?\d{1,3}[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])/g, 'phone'],
  [/(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g, 'number'],
  [/(?<=\bMRN[:#\s]{0,3})\d{4,}(?!\d)/gi, 'number'],
];

const isHarmless = (found: string, kind: Kind, known: ReadonlySet<string>): boolean =>
  known.has(found) || (kind === 'phone' && found.includes('555'));

/** A text without what its parameters and its prose tell of a person. */
export const hiddenParameters = (text: string, pseudonyms: Pseudonyms, known: ReadonlySet<string>): string => {
  const quiet = text.replace(parameter, (whole, chain: string, name: string, equals: string, value: string) => {
    const kind = parameters[name];
    const [before = ''] = prefix.exec(value) ?? [];
    const told = decoded(value.slice(before.length));
    if (kind === undefined || told === '' || known.has(told) || known.has(value)) return whole;
    return `${chain}${name}${equals}${before}${encodeURIComponent(pseudonyms.of(kind, told))}`;
  });
  return patterns.reduce(
    (rest, [pattern, kind]) =>
      rest.replace(pattern, (found) => (isHarmless(found, kind, known) ? found : pseudonyms.of(kind, found))),
    quiet,
  );
};
