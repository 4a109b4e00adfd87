// A script on the mock and on its counterpart, and what a mutant would answer in the mock's place.
import type { Mock } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { freshMock } from '../../targets/mock.ts';
import {
  differencesOf,
  type Difference,
  type Counterpart,
  type Side,
  perform,
  type Script,
} from '../requests/index.ts';
import { inProcess } from '../requests/in-process.ts';
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

/** What a mutant has answered in the mock's place. */
export interface Trial {
  /** What still differs from the counterpart. */
  readonly left: readonly Difference[];
  /** What the mutation has changed. */
  readonly changed: readonly Difference[];
}

export interface Comparer {
  readonly compare: (script: Script) => Promise<Comparison>;
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
}

/** Compares the mock with a counterpart, script by script, by some means. */
export const comparerBy = (means: Means): Comparer => ({
  compare: async (script) => {
    const target = await means.counterpart.open(script);
    const mock = await means.performOn(await means.mock(), script, target.day);
    const { outcomes, ended } = await means.counterpart.answer(script, target, mock);
    const counterpart = { target, outcomes };
    const differences = means
      .differencesOf(script, mock, counterpart)
      .filter((one) => !means.isExcluded(one))
      .map((one) => ({ ...one, key: keyOf(script, one, mock.outcomes, outcomes) }));
    return { script, mock, counterpart, differences, ended };
  },
  tryMutant: async (mutated, { script, mock, counterpart }) => {
    const trial = await means.performOn(mutated, script, counterpart.target.day);
    return {
      left: means.differencesOf(script, trial, counterpart).filter((one) => !means.isExcluded(one)),
      changed: means.differencesOf(script, mock, trial),
    };
  },
});

/** Compares a new mock of an edition, script by script, with a counterpart. */
export const comparerOf = (edition: Edition, counterpart: Counterpart, isExcluded: IsExcluded): Comparer =>
  comparerBy({
    counterpart,
    isExcluded,
    differencesOf,
    mock: () => freshMock(edition, 'documented'),
    performOn: async (mock, script, day) => {
      mock.world.reset();
      const target = { ...inProcess(mock, edition), day };
      return { target, outcomes: await perform(target, script) };
    },
  });
