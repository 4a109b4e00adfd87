// The date parameter: a prefix and a UTC day, as a half-open span of instants.
import type { Contract } from '../../schemas/contract.ts';
import { reject, type Rejection } from '../../schemas/outcome.ts';
import { datePrefixes, type DatePrefix } from '../../schemas/search-parameters.ts';
import { dayLength, parseDay, parseInstant } from '../../schemas/canvas/instant.ts';

/** Instants from `from` up to but not including `to`, in milliseconds; where `isOutside`, all others. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly isOutside?: boolean;
}

/** What each prefix makes of the span that the value itself covers. */
const spans: Readonly<Record<DatePrefix, (span: Span) => Span>> = {
  eq: (span) => span,
  ne: (span) => ({ ...span, isOutside: true }),
  gt: ({ to }) => ({ from: to, to: Infinity }),
  ge: ({ from }) => ({ from, to: Infinity }),
  lt: ({ from }) => ({ from: -Infinity, to: from }),
  le: ({ to }) => ({ from: -Infinity, to }),
};

/** A day, or as some clients send it an instant: then the minute or second it names. A raw + has become a space. */
const spanOf = (text: string): Span | undefined => {
  const day = parseDay(text);
  if (day !== undefined) return { from: day, to: day + dayLength };
  const instant = parseInstant(text.replace(' ', '+'));
  if (instant === undefined) return undefined;
  const length = /T\d\d:\d\d:\d\d/.test(text) ? 1000 : 60_000;
  return { from: instant, to: instant + length };
};

const prefixesOf = (contract: Contract): DatePrefix[] =>
  datePrefixes.filter((known) => !('rule' in known) || contract.isInForce(known.rule)).map(({ prefix }) => prefix);

/** The span that a date value asks for. */
export const parseDate = (value: string, contract: Contract): Span | Rejection => {
  const prefixes = prefixesOf(contract);
  const [, letters = '', rest = ''] = /^([a-z]*)(.*)$/is.exec(value) ?? [];
  const prefix = letters === '' ? 'eq' : prefixes.find((known) => known === letters);
  if (prefix === undefined)
    return reject('search/bad-date-is-refused', {
      problem: `'${value}' does not begin with one of ${prefixes.join(', ')} or a digit`,
    });
  const span = spanOf(rest);
  return span === undefined
    ? reject('search/bad-date-is-refused', { problem: `'${rest}' is not a day of the form YYYY-MM-DD` })
    : spans[prefix](span);
};

/** Whether an instant lies in a span. */
export const isInside = ({ from, to, isOutside = false }: Span, instant: number): boolean =>
  (instant >= from && instant < to) !== isOutside;
