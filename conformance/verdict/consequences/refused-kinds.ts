// Kinds of requests that a server refuses, all of them, though they are to be taken: whoever sends one is refused, whatever a
// scenario is about.
import { saysTimeIsTaken } from '../../../targets/index.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isRefused } from './parts.ts';
import { isCreate, isUpdate, isWrite, kinds, type Kind } from './request-kinds.ts';

/** So many have to be refused alike before a server is said to refuse them all. */
const fewestRefused = 5;

/** What a refusal says, with its status. */
const wordsOf = ({ response: { status, body } }: Exchange): string => `${status} ${JSON.stringify(body ?? null)}`;

/** The words that most refusals use, and how many do. */
const mostFrequent = (refusals: readonly Exchange[]): readonly [words: string, count: number] => {
  const counts = new Map<string, number>();
  for (const words of refusals.map(wordsOf)) counts.set(words, (counts.get(words) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? ['', 0];
};

/** Requests that are all refused in the same words, and the rule by which they are to be taken. */
export interface RefusedKind {
  readonly rule: RuleId;
  /** As a reader knows it, behind "it rests on". */
  readonly what: string;
  /** True of a request that was refused for this. */
  readonly isHit: (exchange: Exchange) => boolean;
}

const refusedOf = (kind: Kind, all: readonly Exchange[]): readonly RefusedKind[] => {
  const { rule, what, isAmong, mayMeetIt = isAmong, isOfKind } = kind;
  const asked = all.filter(isAmong);
  const [own, others] = [asked.filter(isOfKind), asked.filter((one) => !isOfKind(one))];
  // Bodies are written out only where the statuses leave it open.
  if (own.length < fewestRefused || !own.every(isRefused) || others.every(isRefused)) return [];
  const [words, count] = mostFrequent(own);
  if (count < fewestRefused || saysTimeIsTaken(words)) return [];
  // What others are refused with as well has another reason.
  if (others.some((one) => wordsOf(one) === words)) return [];
  const isHit = (one: Exchange): boolean => mayMeetIt(one) && wordsOf(one) === words;
  return [{ rule, what: `${what}, which this server refuses`, isHit }];
};

/** Refusals that say why by themselves: a token, a scope, a rate. */
const ownReasons = [401, 403, 429];

/** Writes that a run cannot do without, each with the rule of which a server that takes none is broken. */
const allWrites = [
  { rule: 'interaction/create-makes-one', what: 'a create', isOfIt: isCreate, mayMeetIt: isWrite },
  { rule: 'interaction/partial-update', what: 'an update', isOfIt: isUpdate, mayMeetIt: isUpdate },
] as const;

/** All creates, or updates, where none was taken, most refused in the same words: why cannot be told. */
const everyWrite = (all: readonly Exchange[]): readonly RefusedKind[] =>
  allWrites.flatMap(({ rule, what, isOfIt, mayMeetIt }): readonly RefusedKind[] => {
    const writes = all.filter(isOfIt).filter(({ response: { status } }) => !ownReasons.includes(status));
    if (!writes.every(isRefused)) return [];
    const [words, count] = mostFrequent(writes);
    if (count < fewestRefused || count <= writes.length / 2) return [];
    const isHit = (one: Exchange): boolean => mayMeetIt(one) && wordsOf(one) === words;
    return [{ rule, what: `${what}, and this server takes none of this run`, isHit }];
  });

/** The kinds of which every request is refused, most in the same words, and others are taken. */
export const refusedKindsIn = (all: readonly Exchange[]): readonly RefusedKind[] => [
  ...everyWrite(all),
  ...kinds.flatMap((kind) => refusedOf(kind, all)),
];

/** The causes of a run in which every request of a kind is refused. */
export const refusedKinds = (exchanged: Exchanged): readonly Cause[] =>
  refusedKindsIn([...exchanged.values()].flat()).map(({ rule, what, isHit }) => ({
    rule,
    what,
    isWhole: true,
    explains: (_mismatch, scenario: Scenario) => (exchanged.get(scenario) ?? []).some(isHit),
  }));
