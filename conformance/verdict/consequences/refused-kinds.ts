// Kinds of requests that a server refuses, all of them, though they are to be taken: whoever sends one is refused, whatever a
// scenario is about.
import { saysTimeIsTaken } from '../../../targets/index.ts';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isRefused } from './parts.ts';
import { isCreate, isWrite, kinds, type Kind } from './request-kinds.ts';

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

const causeOf = (kind: Kind, all: readonly Exchange[], exchanged: Exchanged): readonly Cause[] => {
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
  return [
    {
      rule,
      what: `${what}, which this server refuses`,
      isWhole: true,
      explains: (_mismatch, scenario: Scenario) => (exchanged.get(scenario) ?? []).some(isHit),
    },
  ];
};

/** Refusals that say why by themselves: a token, a scope, a rate. */
const ownReasons = [401, 403, 429];

/** The cause of a run in which no create of an appointment was taken, most refused in the same words: why cannot be told. */
const everyCreate = (all: readonly Exchange[], exchanged: Exchanged): readonly Cause[] => {
  const creates = all.filter(isCreate).filter(({ response: { status } }) => !ownReasons.includes(status));
  if (!creates.every(isRefused)) return [];
  const [words, count] = mostFrequent(creates);
  if (count < fewestRefused || count <= creates.length / 2) return [];
  return [
    {
      rule: 'interaction/create-makes-one',
      what: 'a create, and this server takes none of this run',
      isWhole: true,
      explains: (_mismatch, scenario: Scenario) =>
        (exchanged.get(scenario) ?? []).some((one) => isWrite(one) && wordsOf(one) === words),
    },
  ];
};

/** The causes of a run in which every request of a kind is refused, most in the same words, and others are taken. */
export const refusedKinds = (exchanged: Exchanged): readonly Cause[] => {
  const all = [...exchanged.values()].flat();
  return [...everyCreate(all, exchanged), ...kinds.flatMap((kind) => causeOf(kind, all, exchanged))];
};
