// The last look before a cassette is written: nothing in it may still look like a real person or a secret.
import { Stop } from '../exit-codes.ts';
import { redacted } from '../redact.ts';
import type { Pseudonyms } from './pseudonyms.ts';

interface Suspicion {
  readonly what: string;
  readonly pattern: RegExp;
  readonly isHarmless: (found: string) => boolean;
}

const none = (): boolean => false;

const suspicions: readonly Suspicion[] = [
  {
    what: 'an e-mail address',
    pattern: /[\w.+-]+@[\w-]+\.[\w.-]+/g,
    isHarmless: (found) => /@([\w-]+\.)*(example(\.(com|org|net|invalid))?|test|invalid)$/i.test(found),
  },
  {
    what: 'a telephone number',
    pattern: /(?<![\w.-])(?:\+?\d{1,3}[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])/g,
    isHarmless: (found) => found.includes('555'),
  },
  { what: 'a social security number', pattern: /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g, isHarmless: none },
];

/** Members that hold names and birth dates; what is in them has to be a pseudonym or a word of the suite. */
const telling = /\\*"(family|birthDate|city|postalCode)\\*":\s*\\*"([^"\\]+)/g;

/** Shows no more of a value than is needed to find it. */
const masked = (text: string): string => `${text.slice(0, 2)}${'*'.repeat(Math.max(3, text.length - 2))}`;

const faultIn = (text: string, pseudonyms: Pseudonyms, known: ReadonlySet<string>): string | undefined => {
  for (const { what, pattern, isHarmless } of suspicions)
    for (const [found] of text.matchAll(pattern))
      if (!isHarmless(found) && !known.has(found) && !pseudonyms.isGiven(found)) return `${what} (${masked(found)})`;
  for (const [, member = '', value = ''] of text.matchAll(telling))
    if (!known.has(value) && !pseudonyms.isGiven(value)) return `a ${member} (${masked(value)})`;
  const left = pseudonyms.hidden.find(
    ([value]) => value.length > 3 && !known.has(value) && text.includes(`"${value}"`),
  );
  if (left !== undefined) return `a ${left[2]} (${masked(left[0])})`;
  return redacted(text) === text ? undefined : 'a token or a secret';
};

/** Refuses a text that still tells of somebody. `where` says which scenario it is of. */
export const guard = (text: string, where: string, pseudonyms: Pseudonyms, known: ReadonlySet<string>): void => {
  const fault = faultIn(text, pseudonyms, known);
  if (fault === undefined) return;
  throw new Stop(
    'stopped',
    `${where}: what was recorded still holds ${fault}; nothing was written: use a sandbox without real people, or report the member`,
  );
};
