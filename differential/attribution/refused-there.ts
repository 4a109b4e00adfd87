// Requests that the counterpart refuses and the mock takes: which rule they belong to is told by all that were sent.
import type { Exchange } from '../../conformance/suite/messages/index.ts';
import { refusedKindsIn, type RefusedKind } from '../../conformance/verdict/index.ts';
import { isWrite, type Difference, type Script } from '../requests/index.ts';
import type { Comparison } from './comparison.ts';

type Played = Pick<Comparison, 'script' | 'mock' | 'counterpart'>;

/** A call and its answer as a run would have exchanged them; undefined where it was not answered. */
const exchangeAt = ({ script, counterpart }: Played, call: number): Exchange | undefined => {
  const [request, response] = [script.calls[call], counterpart.outcomes[call]];
  return request && response && ({ request, response } as unknown as Exchange);
};

const isTakenHere = ({ mock }: Played, call: number): boolean => (mock.outcomes[call]?.status ?? 0) < 300;

/** The kinds of requests of which the mock takes all that were performed, and the counterpart none. */
export const refusedKindsOf = (played: readonly Played[]): readonly RefusedKind[] =>
  refusedKindsIn(
    played.flatMap((one) =>
      one.script.calls.flatMap((_call, at) => (isTakenHere(one, at) ? (exchangeAt(one, at) ?? []) : [])),
    ),
  );

/** The kind for which the counterpart has refused a call, where there is one. */
export const refusedKindAt = (kinds: readonly RefusedKind[], played: Played, call: number): RefusedKind | undefined => {
  const exchange = exchangeAt(played, call);
  return exchange && kinds.find(({ isHit }) => isHit(exchange));
};

/** True where a write is taken by the mock and refused by the counterpart. */
export const isRefusedThere = ({ calls }: Script, { call, where, mock, counterpart }: Difference): boolean => {
  const asked = calls[call];
  const [here, there] = [Number(mock), Number(counterpart)];
  return where === 'HTTP status' && here < 300 && there >= 400 && there < 500 && asked !== undefined && isWrite(asked);
};

const countAbout = (rule: string, scripts: readonly Script[]): number =>
  scripts.filter(({ rules }) => rules.includes(rule)).length;

/** The rules whose scripts have met a refusal, first those of which many have met it, and few have not. */
export const rulesOfMet = (met: readonly Script[], all: readonly Script[]): readonly string[] => {
  const weightOf = (rule: string): number => countAbout(rule, met) ** 2 / countAbout(rule, all);
  return [...new Set(met.flatMap(({ rules }) => rules))]
    .toSorted((one, other) => weightOf(other) - weightOf(one))
    .slice(0, 3);
};
