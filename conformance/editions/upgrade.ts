// What a next edition means for an application: the rules it exercises, which of them change, and for which requests.
import type { Validation } from '../../schemas/rules/rule.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
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
  /** The changes behind it, as `old -> new`; empty where only what is stored differs from an earlier request on. */
  readonly because: readonly string[];
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
}

/** Whether a change acted on a request: its old rule then, or its new one now. */
const acts = ({ old, new: next }: Change, before: Replayed, after: Replayed): boolean =>
  (old !== null && before.rules.includes(old.id)) || (next !== null && after.rules.includes(next.id));

const isSame = (before: Replayed, after: Replayed): boolean =>
  before.status === after.status && before.text === after.text && before.location === after.location;

const answerOf = ({ status, text, location }: Replayed): Answer => ({ status, location, body: text });

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
  const pairs = requests.flatMap((request, position) => {
    const [then, now] = [before[position], after[position]];
    return then === undefined || now === undefined ? [] : [{ request, before: then, after: now }];
  });
  const concerned = changes.filter((change) => pairs.some((pair) => acts(change, pair.before, pair.after)));
  const affected = pairs
    .filter((pair) => !isSame(pair.before, pair.after))
    .map((pair): Affected => ({
      request: pair.request.name,
      method: pair.request.method,
      path: pair.request.path,
      before: answerOf(pair.before),
      after: answerOf(pair.after),
      because: concerned.filter((change) => acts(change, pair.before, pair.after)).map(nameOf),
    }));
  const exercised = [...new Set(before.flatMap(({ rules }) => rules))].toSorted();
  return { from, to, requests: requests.length, exercised, changes: concerned, affected };
};
