// Judges when a client sends a request again.
import { isCreate, isFhir, isSearch, isToken, lineOf, sentIn } from '../calls.ts';
import { judgedBy, notExercised, type Context, type Finding, type Judge } from '../judging.ts';
import type { Recorded } from '../../traffic/index.ts';
import { breakdown } from './failures.ts';

const isSame = (one: Recorded, other: Recorded): boolean =>
  one.method === other.method && one.path === other.path && one.body === other.body;

/** The milliseconds that an answer asks to wait: seconds, or a date. */
const waitOf = ({ answerHeaders, answered }: Recorded): number | undefined => {
  const text = answerHeaders['retry-after']?.trim();
  if (text === undefined || answered === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? undefined : until - answered;
};

/** Clocks and timers are not exact: so much too early is no fault. */
const tolerance = 150;

/** A client that breaks down at a form of Retry-After, and not at the one of the world that it is compared with. */
const brokenAt = (limited: readonly Recorded[], calls: readonly Recorded[], context: Context): readonly Finding[] => {
  const { ending, control } = context;
  const last = calls.at(-1);
  if (last === undefined || !limited.includes(last) || control?.ending?.exitCode !== 0) return [];
  const how = ending === undefined ? undefined : breakdown(ending);
  if (how === undefined) return [];
  return [
    {
      what: `after ${lineOf(last)} ${how}`,
      calls: [last],
      expected: 'a pause of as many seconds as Retry-After says, or until its date',
      actual: last.answerHeaders['retry-after'],
    },
  ];
};

const judgeRetryAfter: Judge = (calls, context) => {
  const limited = calls.filter((call) => [429, 503].includes(call.status) && waitOf(call) !== undefined);
  const pairs = limited.flatMap((call) => {
    const again = calls.slice(calls.indexOf(call) + 1).find((later) => isSame(later, call));
    return again?.came === undefined
      ? []
      : [{ call, again, waited: again.came - (call.answered ?? 0), wait: waitOf(call) ?? 0 }];
  });
  const findings = pairs
    .filter(({ waited, wait }) => waited < wait - tolerance)
    .map(({ call, again, waited, wait }): Finding => ({
      what: `${lineOf(call)} is sent again after ${Math.max(0, waited)} ms`,
      calls: [call, again],
      expected: `a pause of ${wait} ms, as Retry-After says`,
      actual: `${Math.max(0, waited)} ms`,
    }));
  return judgedBy(
    pairs.map(({ again }) => again),
    [...findings, ...brokenAt(limited, calls, context)],
  );
};

const essenceOf = (call: Recorded): string => {
  const { start, end, participant } = sentIn(call) ?? {};
  return JSON.stringify([start, end, participant]);
};

/** The same appointment again: the same body, or the same time for the same people. */
export const isSameCreate = (one: Recorded, other: Recorded): boolean =>
  isCreate(other) &&
  (one.body === other.body || (sentIn(one)?.['start'] !== undefined && essenceOf(one) === essenceOf(other)));

const judgeRepeatedCreate: Judge = (calls, { ending }) => {
  const lost = calls.filter((call) => isCreate(call) && call.isLost);
  if (lost.length === 0) return notExercised;
  const findings = lost.flatMap((call): readonly Finding[] => {
    const later = calls.slice(calls.indexOf(call) + 1);
    const again = later.findIndex((one) => isSameCreate(call, one));
    const between = later.slice(0, Math.max(0, again));
    const [repeated] = again === -1 ? [] : later.slice(again);
    if (repeated === undefined || between.some(isSearch)) return [];
    return [
      {
        what: `${lineOf(call)} is sent again without a search in between`,
        calls: [call, repeated],
        expected: 'GET /Appointment?… before the create is sent again',
        actual:
          between
            .filter((one) => isFhir(one) || isToken(one))
            .map(lineOf)
            .join(', ') || 'nothing in between',
      },
    ];
  });
  const tested = lost.filter((call) => ending !== undefined || calls.indexOf(call) < calls.length - 1);
  return judgedBy(tested, findings);
};

export const repeat = {
  'repeat/retry-after-is-obeyed': judgeRetryAfter,
  'repeat/create-is-looked-for-first': judgeRepeatedCreate,
} as const;
