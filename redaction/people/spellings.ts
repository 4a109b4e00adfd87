// The forms in which what was hidden may stand elsewhere: in an address, in a page, without accents, as another date or number.
import type { Kind } from './pseudonyms.ts';

const months = 'January February March April May June July August September October November December'.split(' ');

/** A day as people write it. */
const daysAs = (value: string): readonly string[] => {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)/.exec(value) ?? [];
  if (year === '') return [];
  const [name = '', m, d] = [months[Number(month) - 1], String(Number(month)), String(Number(day))];
  const numbers = ['/', '-', '.'].flatMap((dash) => [
    [month, day, year].join(dash),
    [m, d, year].join(dash),
    [day, month, year].join(dash),
    [d, m, year].join(dash),
    [year, month, day].join(dash),
  ]);
  const words = [name, name.slice(0, 3)].flatMap((one) => [
    `${one} ${d}, ${year}`,
    `${one} ${d} ${year}`,
    `${d} ${one} ${year}`,
  ]);
  return [...numbers, ...words, `${year}${month}${day}`];
};

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

const asHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;');

/** All texts that stand for a value. */
const textsOf = (value: string, kind: Kind): readonly string[] =>
  kind === 'birthDate'
    ? [value, ...daysAs(value)]
    : [value, value.normalize('NFD'), withoutAccents(value), asHtml(value)];

/** Each text as JSON and as addresses write it. */
export const spellingsOf = (value: string, kind: Kind): readonly string[] => [
  ...new Set(
    textsOf(value, kind).flatMap((text) => {
      const encoded = encodeURIComponent(text);
      return [
        text,
        JSON.stringify(text).slice(1, -1),
        encoded,
        encoded.replaceAll('%20', '+'),
        text.replaceAll(' ', '+'),
      ];
    }),
  ),
];

/** A text as a part of an expression that matches it to the letter. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const between = String.raw`(?:[\s().+-]|%2[089BbDd]){0,3}`;

/** Whether a value is a telephone number, whose digits may be set apart anywhere. */
export const isDialled = (value: string, kind: Kind): boolean =>
  kind === 'phone' && value.replace(/\D/g, '').length >= 7;

/**
 * The words of a text without regard to case, each once. Letters and digits make a word; an escape of an address ends one, as
 * it does in a pattern. A text in which a pattern finds a form has all words of that form.
 */
export const foldedWordsOf = (text: string): readonly string[] =>
  [
    ...new Set(
      text
        .toLowerCase()
        .toUpperCase()
        .split(/%[0-9A-F]{2}|[^\p{L}\p{N}]+/u),
    ),
  ].filter((word) => word !== '');

/** A pattern for one of some forms, at the borders of words; the digits of a telephone number however they are set apart. */
export const patternOf = (value: string, kind: Kind, forms: readonly string[]): RegExp => {
  const digits = value.replace(/\D/g, '');
  const all = [...forms.map(escaped), ...(isDialled(value, kind) ? [[...digits].join(between)] : [])];
  const border = kind === 'name' ? String.raw`[\p{L}\p{N}]` : String.raw`[\p{L}\p{N}_-]`;
  const escapes = String.raw`(?<=%[0-9A-Fa-f]{2})`;
  return new RegExp(`(?:${escapes}|(?<!${border}))(?:${all.join('|')})(?!${border})`, value.length < 3 ? 'gu' : 'giu');
};
