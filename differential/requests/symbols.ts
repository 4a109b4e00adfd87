// Symbols for what changes from run to run: ids keep their identity, days and times their distance.
import { createHash } from 'node:crypto';
import { dayAfter } from '../../schemas/canvas/day.ts';
import { daysAround, playedDay } from './days.ts';
import { dashed, dashless } from './ids.ts';

/** An id, and the type that it stands behind. */
const id = new RegExp(String.raw`(?:\b([A-Z][A-Za-z]+)(\/|%2F))?(${dashed}|${dashless})`, 'g');

const instant = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g;

const dayLength = 86_400_000;

const millisecondsOf = (text: string): number => Date.parse(`${text}Z`);

/** Ids in a text that the suite says itself. */
export const idsAmong = (texts: Iterable<string>): ReadonlySet<string> =>
  new Set([...texts].flatMap((text) => [...text.matchAll(id)].map(([, , , value = '']) => value)));

/** A text with `<appointment-1>`, `<patient-1:hex>`, `<day+1>` and `<instant+30s>` in the place of what they stand for. */
export const symbolise = (
  text: string,
  day: string | undefined,
  now: number,
  literal: ReadonlySet<string> = new Set(),
): string => {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (value: string, type: string): string => {
    const known = literal.has(value) ? value : names.get(value);
    if (known !== undefined) return known;
    const kind = type === '' ? 'id' : type.toLowerCase();
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const name = `<${kind}-${counts.get(kind) ?? 0}${value.includes('-') ? '' : ':hex'}>`;
    names.set(value, name);
    return name;
  };
  // Ids that stand behind a type first, so that they are called by it wherever they stand.
  for (const [, type, , value] of text.matchAll(id)) if (type !== undefined) nameOf(value ?? '', type);
  let first: number | undefined;
  // A scenario that was withheld has no day.
  const days = day === undefined ? undefined : daysAround(day);
  return text
    .replace(
      id,
      (_whole, type: string | undefined, slash: string | undefined, value: string) =>
        `${type ?? ''}${slash ?? ''}${nameOf(value, type ?? '')}`,
    )
    .replace(instant, (found) => {
      // What is not an instant stays as it is, as do those that are far from now.
      if (!(Math.abs(millisecondsOf(found) - now) <= 2 * dayLength)) return found;
      first ??= millisecondsOf(found);
      return `<instant${signed((millisecondsOf(found) - first) / 1000)}s>`;
    })
    .replace(/(?<!\d)\d{4}-\d\d-\d\d/g, (found) => {
      const distance = days?.get(found);
      return distance === undefined ? found : `<day${distance === 0 ? '' : signed(distance)}>`;
    });
};

const signed = (number: number): string => (number < 0 ? String(number) : `+${number}`);

/** The id that a symbol stands for when it is played: the same for the same symbol, in the form it had. */
const idFor = (symbol: string, isHex: boolean): string => {
  const hash = createHash('sha256').update(symbol).digest('hex').slice(0, 32);
  return isHex ? hash : hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

const playedInstant = '2026-01-05T12:00:00';

/** A text with its symbols played: each stands for the same wherever it occurs. `first` is the first instant. */
export const played = (text: string, first = playedInstant): string =>
  text
    .replace(/<day([+-]\d+)?>/g, (_whole, days: string | undefined) => dayAfter(playedDay, Number(days ?? 0)))
    .replace(/<instant([+-][\d.]+)s>/g, (_whole, seconds: string) =>
      new Date(millisecondsOf(first) + Number(seconds) * 1000).toISOString().slice(0, 19),
    )
    .replace(/<([a-z]+-\d+)(:hex)?>/g, (_whole, symbol: string, hex: string | undefined) =>
      idFor(symbol, hex !== undefined),
    );
