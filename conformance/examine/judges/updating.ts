// Judges how a client changes what it has read.
import { hasSucceeded, isRead, isSearch, isUpdate, lineOf, routeOf, sentIn, shownIn } from '../calls.ts';
import { judgedBy, type Finding, type Judge } from '../judging.ts';
import { hasUnknownParts, lostIn, putBacksIn, type PutBack } from '../put-back.ts';
import type { Recorded } from '../../traffic/index.ts';

const judgeUnknownParts: Judge = (calls) => {
  const tested = putBacksIn(calls).filter(hasUnknownParts);
  const findings = tested.flatMap((putBack): readonly Finding[] => {
    const lost = lostIn(putBack);
    if (lost.length === 0) return [];
    return [
      {
        what: `${lineOf(putBack.update)} puts back what was read, less ${lost.join(', ')}`,
        calls: [putBack.read, putBack.update],
        expected: putBack.record,
        actual: putBack.sent,
      },
    ];
  });
  return judgedBy(
    tested.map(({ update }) => update),
    findings,
  );
};

const header = 'if-unmodified-since';

/** Without the updates that repeat one which was refused with 412: what those lack is judged by itself. */
const firstTriesOf = (putBacks: readonly PutBack[]): readonly PutBack[] =>
  putBacks.filter(
    ({ read }, at) => !putBacks.slice(0, at).some((earlier) => earlier.read === read && earlier.update.status === 412),
  );

const judgeIfUnmodifiedSince: Judge = (calls) => {
  const tested = firstTriesOf(putBacksIn(calls));
  const findings = tested.flatMap(({ update, read }): readonly Finding[] => {
    const value = update.headers[header];
    if (value !== undefined && !Number.isNaN(Date.parse(value))) return [];
    return [
      {
        what: `${lineOf(update)} writes what ${read.method} ${read.path} has shown, ${value === undefined ? 'without If-Unmodified-Since' : 'with an If-Unmodified-Since that is not a date'}`,
        calls: [read, update],
        expected: `If-Unmodified-Since: ${read.answerHeaders['date'] ?? 'the date of the read'}`,
        actual: value ?? '(absent)',
      },
    ];
  });
  return judgedBy(
    tested.map(({ update }) => update),
    findings,
  );
};

const shows = (id: string) => (call: Recorded) =>
  (isRead(call) || isSearch(call)) && hasSucceeded(call) && shownIn(call).some((record) => record['id'] === id);

const judgeConflict: Judge = (calls) => {
  const refused = calls.filter((call) => isUpdate(call) && call.status === 412);
  const tested = refused.flatMap((call) => {
    const later = calls.slice(calls.indexOf(call) + 1);
    const { id } = routeOf(call);
    const next = later.findIndex((one) => isUpdate(one) && routeOf(one).id === id);
    const between = later.slice(0, next === -1 ? later.length : next);
    return [{ call, next: next === -1 ? undefined : later[next], hasRead: between.some(shows(id)) }];
  });
  const findings = tested.flatMap(({ call, next, hasRead }): readonly Finding[] =>
    next === undefined || hasRead
      ? []
      : [
          {
            what: `${lineOf(call)}, and then ${lineOf(next)} without a read in between`,
            calls: [call, next],
            expected: `GET ${call.path}`,
            actual: `PUT ${next.path}`,
          },
        ],
  );
  return judgedBy(
    tested.filter(({ hasRead }) => hasRead).map(({ call }) => call),
    findings,
  );
};

const showsCancelled = (id: string) => (call: Recorded) =>
  isRead(call) && hasSucceeded(call) && shownIn(call).some((one) => one['id'] === id && one['status'] === 'cancelled');

const cancels = (id: string) => (call: Recorded) =>
  isUpdate(call) && hasSucceeded(call) && routeOf(call).id === id && sentIn(call)?.['status'] === 'cancelled';

/** Whether the last that a client knows of an appointment is that it is cancelled. */
const knownAsCancelled = (id: string, before: readonly Recorded[]): Recorded | undefined => {
  const last = before.findLast(
    (call) => cancels(id)(call) || (isRead(call) && hasSucceeded(call) && routeOf(call).id === id),
  );
  return last !== undefined && (cancels(id)(last) || showsCancelled(id)(last)) ? last : undefined;
};

const judgeCancelled: Judge = (calls, { ending }) => {
  const seen = calls.filter((call) => {
    const { id } = routeOf(call);
    return cancels(id)(call) || showsCancelled(id)(call);
  });
  const findings = calls.filter(isUpdate).flatMap((call): readonly Finding[] => {
    const status = sentIn(call)?.['status'];
    const known = knownAsCancelled(routeOf(call).id, calls.slice(0, calls.indexOf(call)));
    if (known === undefined || typeof status !== 'string' || status === 'cancelled') return [];
    return [
      {
        what: `${lineOf(call)} gives a cancelled appointment the status ${status}`,
        calls: [known, call],
        expected: 'no other status once it is cancelled',
        actual: status,
      },
    ];
  });
  // To have cancelled and gone away shows little; to have seen a cancelled appointment and left it alone does.
  const tested = seen.filter(
    (call) => calls.indexOf(call) < calls.length - 1 || (ending !== undefined && isRead(call)),
  );
  return judgedBy(tested, findings);
};

export const updating = {
  'updating/unknown-parts-are-kept': judgeUnknownParts,
  'updating/if-unmodified-since-is-sent': judgeIfUnmodifiedSince,
  'updating/conflict-is-read-again': judgeConflict,
  'updating/cancelled-is-final': judgeCancelled,
} as const;
