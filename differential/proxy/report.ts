// What a proxy says to a person: a line for each surprise, and a summary at its end.
import type { Summary, Surprise } from './observer.ts';

const shorten = (value: unknown): string => {
  const text = value === undefined ? '(absent)' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
};

export const surpriseLine = ({ method, path, rule, difference, expected, actual }: Surprise): string =>
  `surprise    ${method} ${path}: ${rule ?? 'no rule of the table'}: ${difference}: expected ${shorten(expected)}, live ${shorten(actual)}`;

const countOf = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** The summary, in lines. */
export const summaryLines = ({
  exchanges,
  predicted,
  notPredictable,
  surprises,
  byRule,
}: Summary): readonly string[] => [
  `${surprises === 0 ? 'NO SURPRISE' : 'SURPRISED'}: ${countOf(surprises, 'surprise')} in ${predicted} predicted of ${countOf(exchanges, 'exchange')}.`,
  ...Object.entries(byRule).map(([rule, count]) => `by rule     ${rule}: ${count}`),
  ...Object.entries(notPredictable).map(([reason, count]) => `not predictable ${count}: ${reason}`),
];
