// The two sides of a comparison: the mock, new for each script, and the other server, on a day of its own.
import type { Mock } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { freshMock, targetOn, tokenFor } from '../../targets/mock.ts';
import type { Target } from '../../targets/target.ts';
import { differencesOf, type Difference } from '../requests/compare.ts';
import { keyOf } from './fingerprint.ts';
import { perform, type Outcomes } from '../requests/perform.ts';
import type { Counterpart } from '../requests/counterpart.ts';
import type { Script } from '../requests/script.ts';

/** A difference with what makes it one with others of its kind. */
export type Keyed = Difference & { readonly key: string };

/** A script on both sides. */
export interface Comparison {
  readonly script: Script;
  readonly ours: Outcomes;
  readonly theirs: Outcomes;
  readonly differences: readonly Keyed[];
  /** The mock as it was. */
  readonly mock: Target;
  /** The other side as it was, so that what stands in for the mock can be held against it. */
  readonly other: Target;
  /** What ended the other side before the last call; undefined where nothing did. */
  readonly ended: unknown;
}

/** Leaves differences out that somebody has given a reason for. */
export type IsExcluded = (interaction: Script, difference: Difference) => boolean;

export interface Sides {
  /** True where the other side can be asked anything, and not only what it was asked before. */
  readonly canBeAsked: boolean;
  readonly compare: (script: Script) => Promise<Comparison>;
  /** What a mock that is bent in some way would answer instead, against the other side and against the straight one. */
  readonly suppose: (mock: Mock, comparison: Comparison) => Promise<Supposed>;
}

export interface Supposed {
  /** What still differs from the other side. */
  readonly left: readonly Difference[];
  /** What the bend has changed. */
  readonly changed: readonly Difference[];
}

/** The mock, set back, as it is for a script that the other side plays on some day. */
const mockOn = async (edition: Edition, { day }: Target): Promise<Target> => ({
  ...inProcess(await freshMock(edition, 'documented'), edition),
  day,
});

/** Both sides of an edition. */
export const sidesOf = (edition: Edition, counterpart: Counterpart, isExcluded: IsExcluded): Sides => {
  const without = (script: Script, all: readonly Difference[]): readonly Difference[] =>
    all.filter((difference) => !isExcluded(script, difference));
  return {
    canBeAsked: counterpart.canBeAsked,
    compare: async (script) => {
      const other = await counterpart.open(script);
      const mock = await mockOn(edition, other);
      const ours = await perform(mock, script);
      const { outcomes: theirs, ended } = await counterpart.answers(other, script, mock, ours);
      const found = without(script, differencesOf(script, [mock, ours], [other, theirs]));
      const differences = found.map((one) => ({ ...one, key: keyOf(script, one, ours, theirs) }));
      return { script, ours, theirs, differences, mock, other, ended };
    },
    suppose: async (bent, { script, ours, theirs, mock, other }) => {
      const target = { ...inProcess(bent, edition), day: other.day };
      bent.world.reset();
      const supposed = await perform(target, script);
      return {
        left: without(script, differencesOf(script, [target, supposed], [other, theirs])),
        changed: differencesOf(script, [mock, ours], [target, supposed]),
      };
    },
  };
};

/** Sends to a mock of this process without its port. */
export const sendTo =
  ({ fetch }: Mock): Target['send'] =>
  async (request) => {
    const response = await fetch(request);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

/** A mock of this process as a target without its port: a comparison with a recording touches no network. */
export const inProcess = (mock: Mock, edition: Edition): Target => ({
  ...targetOn(mock, edition),
  send: sendTo(mock),
  token: (scope, patient) => tokenFor(mock, scope, patient, mock.fetch),
});
