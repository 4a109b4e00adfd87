// The last look before a cassette is written: nothing in it may still look like a real person or a secret.
import { Stop } from '../../conformance/run/exit-codes.ts';
import { redacted } from '../../redaction/secrets.ts';
import { piiPatterns, type Pseudonyms } from '../../redaction/people/index.ts';

/** Members that hold names and birth dates; what is in them has to be a pseudonym or a word of the suite. */
const telling = /\\*"(family|birthDate|city|postalCode)\\*":\s*\\*"([^"\\]+)/g;

/** Shows no more of a value than is needed to find it. */
const mask = (text: string): string => `${text.slice(0, 2)}${'*'.repeat(Math.max(3, text.length - 2))}`;

const faultIn = (text: string, pseudonyms: Pseudonyms, known: ReadonlySet<string>): string | undefined => {
  for (const { what, pattern, isHarmless } of piiPatterns)
    for (const [found] of text.matchAll(pattern))
      if (!isHarmless(found) && !known.has(found) && !pseudonyms.isGiven(found)) return `${what} (${mask(found)})`;
  for (const [, member = '', value = ''] of text.matchAll(telling))
    if (!known.has(value) && !pseudonyms.isGiven(value)) return `a ${member} (${mask(value)})`;
  const left = pseudonyms.hidden.find(
    ([value]) => value.length > 3 && !known.has(value) && text.includes(`"${value}"`),
  );
  if (left !== undefined) return `a ${left[2]} (${mask(left[0])})`;
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
