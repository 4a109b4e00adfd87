// What looks like a way to reach or find a person, whatever it stands in: it is hidden, and nothing of it may be left.
import type { Kind } from './pseudonyms.ts';

export interface PiiPattern {
  readonly kind: Kind;
  readonly what: string;
  readonly pattern: RegExp;
  /** True for what nobody can be reached by. */
  readonly isHarmless: (found: string) => boolean;
}

const isNone = (): boolean => false;

export const piiPatterns: readonly PiiPattern[] = [
  {
    kind: 'email',
    what: 'an e-mail address',
    pattern: /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu,
    isHarmless: (found) => /@([\w-]+\.)*(example(\.(com|org|net|invalid))?|test|invalid)$/i.test(found),
  },
  {
    kind: 'phone',
    what: 'a telephone number',
    pattern: /(?<![\w.-])(?:\+?\d{1,3}[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])/g,
    isHarmless: (found) => found.includes('555'),
  },
  {
    kind: 'number',
    what: 'a social security number',
    pattern: /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g,
    isHarmless: isNone,
  },
];
