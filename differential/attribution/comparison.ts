// A script on the mock and on its counterpart, and what a mutant would answer in the mock's place.
import type { Mock } from '../../mock-server/index.ts';
import {
  differencesOf,
  type Difference,
  type Counterpart,
  type Side,
  perform,
  type Script,
} from '../requests/index.ts';
import { inProcess } from '../requests/in-process.ts';
import type { AgreeingMock } from './agreeing-mock.ts';
import { keyOf } from './fingerprint.ts';

/** A difference with what makes it one with others of its kind. */
export type Keyed = Difference & { readonly key: string };

/** A script on both sides. */
export interface Comparison {
  readonly script: Script;
  readonly mock: Side;
  readonly counterpart: Side;
  readonly differences: readonly Keyed[];
  /** What ended the counterpart before the last call; undefined where nothing did. */
  readonly ended: unknown;
}

/** Leaves differences out that somebody has given a reason for. */
export type IsExcluded = (difference: Difference) => boolean;

/** True for a difference that no document decides. */
type IsOpen = (comparison: Pick<Comparison, 'script' | 'mock' | 'counterpart'>, one: Difference) => boolean;

/** What a mutant has answered in the mock's place. */
export interface Trial {
  /** What still differs from the counterpart. */
  readonly left: readonly Difference[];
  /** What differs, too, and no document decides. */
  readonly open: readonly Difference[];
  /** What the mutation has changed. */
  readonly changed: readonly Difference[];
}

export interface Comparer {
  readonly compare: (script: Script) => Promise<Comparison>;
  /** The same answers of the counterpart against the mock as it is told by now. */
  readonly compareAgain: (comparison: Comparison) => Promise<Comparison>;
  readonly tryMutant: (mutated: Mock, comparison: Comparison) => Promise<Trial>;
}

/** How a mock is asked, and how two sides are compared. */
interface Means {
  readonly counterpart: Counterpart;
  /** The mock that nothing was changed in. */
  readonly mock: () => Promise<Mock>;
  /** Sets a mock back and lets it answer a script, on the day of the counterpart. */
  readonly performOn: (mock: Mock, script: Script, day: string) => Promise<Side>;
  readonly differencesOf: (script: Script, mock: Side, counterpart: Side) => readonly Difference[];
  readonly isExcluded: IsExcluded;
  /** What a mutant may answer otherwise and still be taken to answer alike. */
  readonly isOpen?: IsOpen | undefined;
}

/** Compares the mock with a counterpart, script by script, by some means. */
export const comparerBy = (means: Means): Comparer => {
  const comparisonOf = (script: Script, mock: Side, counterpart: Side, ended: unknown): Comparison => {
    const differences = means
      .differencesOf(script, mock, counterpart)
      .filter((one) => !means.isExcluded(one))
      .map((one) => ({ ...one, key: keyOf(script, one, mock.outcomes, counterpart.outcomes) }));
    return { script, mock, counterpart, differences, ended };
  };
  return {
    compare: async (script) => {
      const target = await means.counterpart.open(script);
      const mock = await means.performOn(await means.mock(), script, target.day);
      const { outcomes, ended } = await means.counterpart.answer(script, target, mock);
      return comparisonOf(script, mock, { target, outcomes }, ended);
    },
    compareAgain: async ({ script, counterpart, ended }) =>
      comparisonOf(
        script,
        await means.performOn(await means.mock(), script, counterpart.target.day),
        counterpart,
        ended,
      ),
    tryMutant: async (mutated, { script, mock, counterpart }) => {
      const trial = await means.performOn(mutated, script, counterpart.target.day);
      const isOpen = (one: Difference): boolean => means.isOpen?.({ script, mock: trial, counterpart }, one) === true;
      const all = means.differencesOf(script, trial, counterpart).filter((one) => !means.isExcluded(one));
      return {
        left: all.filter((one) => !isOpen(one)),
        open: all.filter(isOpen),
        changed: means.differencesOf(script, mock, trial),
      };
    },
  };
};

/** Compares a mock, script by script, with a counterpart. */
export const comparerOf = (
  mock: AgreeingMock,
  counterpart: Counterpart,
  isExcluded: IsExcluded,
  isOpen: IsOpen,
): Comparer =>
  comparerBy({
    isOpen,
    counterpart,
    isExcluded,
    differencesOf,
    mock: () => mock.currentMock(),
    performOn: async (performer, script, day) => {
      performer.world.reset();
      const target = { ...inProcess(performer, mock.edition), day };
      return { target, outcomes: await perform(target, script) };
    },
  });
