// What a next edition means for an application: the rules it exercises, which of them change, and for which requests.
import type { Validation } from '../../schemas/rules/rule.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { isRuleId } from '../../schemas/rules/index.ts';
import { difference, nameOf, type Change } from './difference.ts';
import type { Recorded } from '../traffic/index.ts';
import { replay, type Replayed } from './replay-journal.ts';

/** An answer in short. */
export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

/** A request that the two editions answer differently. */
export interface Affected {
  readonly request: string;
  readonly method: string;
  readonly path: string;
  readonly before: Answer;
  readonly after: Answer;
  /** The changes behind it, as `old -> new`; empty where no rule is told apart. */
  readonly because: readonly string[];
  /** An earlier request that a change concerns and on which this answer depends. */
  readonly follows: string | null;
}

/** Requests of one kind that get the same answer. */
export interface Unaffected {
  readonly method: string;
  readonly type: string;
  readonly status: number;
  readonly count: number;
}

export interface Upgrade {
  readonly from: Edition;
  readonly to: Edition;
  readonly requests: number;
  /** Rules that acted on the application's requests in the edition it was run against. */
  readonly exercised: readonly string[];
  /** Changes that concern one of them, or that act on its requests in the next edition. */
  readonly changes: readonly Change[];
  readonly affected: readonly Affected[];
  readonly unaffected: readonly Unaffected[];
}

/** Whether a change acted on a request: its old rule then, or its new one now. */
const hasActed = ({ old, new: next }: Change, before: Replayed, after: Replayed): boolean =>
  (old !== null && before.rules.includes(old.id)) || (next !== null && after.rules.includes(next.id));

const isSame = (before: Replayed, after: Replayed): boolean =>
  before.status === after.status && before.text === after.text && before.location === after.location;

const answerOf = ({ status, text, location }: Replayed): Answer => ({ status, location, body: text });

interface Pair {
  readonly request: Recorded;
  readonly before: Replayed;
  readonly after: Replayed;
}

interface Crossing {
  readonly from: Edition;
  readonly to: Edition;
  readonly validation: Validation;
}

/**
 * The changes without which a request would be answered otherwise, by its position: each is tried by leaving out its new
 * rule in the later edition, and its old one in the earlier. That costs a replay a rule, and is asked only where no trace tells.
 */
const blameChanges = async (
  pairs: readonly Pair[],
  unexplained: readonly number[],
  changes: readonly Change[],
  { from, to, validation }: Crossing,
): Promise<ReadonlyMap<number, readonly Change[]>> => {
  const found = new Map<number, Change[]>();
  const requests = pairs.slice(0, (unexplained.at(-1) ?? -1) + 1).map(({ request }) => request);
  const leaveOut = async (change: Change, rule = '', edition: Edition, side: 'before' | 'after') => {
    if (!isRuleId(rule) || requests.length === 0) return;
    const answers = await replay(requests, { edition, validation, without: [rule] });
    for (const position of unexplained) {
      const [answer, usual] = [answers[position], pairs[position]?.[side]];
      if (answer !== undefined && usual !== undefined && !isSame(answer, usual))
        found.set(position, [...new Set([...(found.get(position) ?? []), change])]);
    }
  };
  for (const change of changes) {
    await leaveOut(change, change.new?.id, to, 'after');
    await leaveOut(change, change.old?.id, from, 'before');
  }
  return found;
};

const typeIn = (path: string): string => path.split('?')[0]?.split('/')[1] ?? '';

const unaffectedOf = (pairs: readonly Pair[]): readonly Unaffected[] => {
  const kinds = new Map<string, Unaffected>();
  for (const { request, before } of pairs) {
    const kind = { method: request.method, type: typeIn(request.path), status: before.status };
    const key = JSON.stringify(kind);
    kinds.set(key, { ...kind, count: (kinds.get(key)?.count ?? 0) + 1 });
  }
  return [...kinds.values()];
};

/** The last earlier request that has made or changed what a request names, and that a change concerns. */
const findCause = (pairs: readonly Pair[], position: number, concerned: readonly Change[]): string | null => {
  const { path, body } = pairs[position]?.request ?? { path: '', body: '' };
  const earlier = pairs.slice(0, position).findLast(({ request, before, after }) => {
    const isWrite = ['POST', 'PUT'].includes(request.method) && !request.path.includes('_search');
    const id = request.created ?? request.path.split(/[/?]/)[2] ?? '';
    const isNamed = id !== '' && (path.includes(id) || body.includes(id));
    const isSearched = typeIn(request.path) === typeIn(path) && path.split(/[/?]/)[2] === undefined;
    return isWrite && (isNamed || isSearched) && concerned.some((change) => hasActed(change, before, after));
  });
  return earlier?.request.name ?? null;
};

/** Replays a journal against two editions and compares. */
export const upgradeOf = async (
  requests: readonly Recorded[],
  from: Edition,
  to: Edition,
  validation: Validation,
): Promise<Upgrade> => {
  const before = await replay(requests, { edition: from, validation });
  const after = await replay(requests, { edition: to, validation });
  const { changes } = difference(from, to);
  const pairs = requests.flatMap((request, position): readonly Pair[] => {
    const [then, now] = [before[position], after[position]];
    return then === undefined || now === undefined ? [] : [{ request, before: then, after: now }];
  });
  const traced = changes.filter((change) => pairs.some((pair) => hasActed(change, pair.before, pair.after)));
  const differing = pairs.flatMap((pair, position) => (isSame(pair.before, pair.after) ? [] : position));
  const causesOf = (position: number): readonly Change[] => {
    const pair = pairs[position];
    return pair === undefined ? [] : traced.filter((change) => hasActed(change, pair.before, pair.after));
  };
  const unexplained = differing.filter((position) => causesOf(position).length === 0);
  const blame = await blameChanges(pairs, unexplained, changes, { from, to, validation });
  const concerned = changes.filter((change) => traced.includes(change) || [...blame.values()].flat().includes(change));
  const affected = differing.flatMap((position): readonly Affected[] => {
    const pair = pairs[position];
    if (pair === undefined) return [];
    const { name, method, path } = pair.request;
    const because = [...causesOf(position), ...(blame.get(position) ?? [])].map(nameOf);
    const follows = causesOf(position).length > 0 ? null : findCause(pairs, position, concerned);
    const answers = { before: answerOf(pair.before), after: answerOf(pair.after) };
    return [{ request: name, method, path, ...answers, because, follows }];
  });
  const exercised = [...new Set(before.flatMap(({ rules }) => rules))].toSorted();
  const unaffected = unaffectedOf(pairs.filter((_pair, position) => !differing.includes(position)));
  return { from, to, requests: requests.length, exercised, changes: concerned, affected, unaffected };
};
