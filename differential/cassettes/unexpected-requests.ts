// Whether a run that is played asks what was recorded: where the suite has changed since, the answers are of other questions.
import { withoutMarks } from '../../targets/live/index.ts';
import type { TapedExchange } from './cassette.ts';
import { canHaveBeen } from '../../redaction/people/index.ts';

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What was hidden in a recording cannot be told from what is sent. */
const isSame = (now: unknown, then: unknown): boolean =>
  typeof now === 'string' && typeof then === 'string' ? canHaveBeen(then, now) : Object.is(now, then);

/** The first place where two values differ, and what each has there. */
const firstDifference = (
  one: unknown,
  other: unknown,
  place = '',
): readonly [place: string, one: unknown, other: unknown] | undefined => {
  if (!isObject(one) || !isObject(other)) return isSame(one, other) ? undefined : [place, one, other];
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const inner = Array.isArray(one) ? `${place}[${name}]` : place === '' ? name : `${place}.${name}`;
    const found = firstDifference(one[name], other[name], inner);
    if (found !== undefined) return found;
  }
  return undefined;
};

const toText = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

/** How a request differs from the one that was recorded; undefined where it is the same. */
export const unexpectedIn = (recorded: TapedExchange['request'] | undefined, sent: SentRequest): string | undefined => {
  const line = `${sent.method} ${sent.path}`;
  if (recorded === undefined) return `${line} was not recorded`;
  const before = `${recorded.method} ${recorded.path}`;
  if (!canHaveBeen(before, line)) return `${line} was ${before} when it was recorded`;
  const difference = firstDifference(withoutMarks(sent.body), withoutMarks(recorded.body));
  if (difference === undefined) return undefined;
  const [place, now, then] = difference;
  return `${line} sends ${toText(now)}${place === '' ? '' : ` as ${place}`}, ${toText(then)} was recorded`;
};
