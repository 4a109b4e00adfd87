// Faults that stand in a world, of any kind: which are set, and which of them hit. Seeded, so that a failing run repeats.
import type { SeededRandom } from '../runtime/seeded-random.ts';

/** How often a standing fault hits. */
export interface Frequency {
  /** The share of what it matches that it hits, 1 unless said otherwise. The sequence comes from the world's seed. */
  readonly share?: number;
  /** How often it hits before it is spent; without end unless said otherwise. */
  readonly count?: number;
  /** How many go by before the first is hit. */
  readonly skip?: number;
}

export interface Standing<Spec extends Frequency> {
  readonly id: string;
  readonly spec: Spec;
  seen: number;
  hits: number;
}

/** A standing fault as the admin surface shows it. */
type Shown<Spec> = Spec & {
  readonly id: string;
  /** What it matched, and how much of that it hit. */
  readonly seen: number;
  readonly hits: number;
};

export interface StandingFaults<Spec extends Frequency> {
  readonly isEmpty: () => boolean;
  readonly add: (spec: Spec) => Shown<Spec>;
  readonly remove: (id: string) => boolean;
  /** Removes all and begins the sequence of chance again. */
  readonly clear: () => void;
  readonly list: () => readonly Shown<Spec>[];
  readonly all: () => Iterable<Standing<Spec>>;
}

const toView = <Spec extends Frequency>({ id, spec, seen, hits }: Standing<Spec>): Shown<Spec> => ({
  id,
  ...spec,
  seen,
  hits,
});

/** Whether a standing fault hits what it matches. Chance is asked each time, so that the sequence is kept. */
export const isHit = (standing: Standing<Frequency>, chance: SeededRandom): boolean => {
  const { share = 1, count = Infinity, skip = 0 } = standing.spec;
  standing.seen += 1;
  const isDrawn = share >= 1 || chance.next() < share;
  if (standing.seen <= skip || standing.hits >= count || !isDrawn) return false;
  standing.hits += 1;
  return true;
};

/** Milliseconds of a delay: as they are said, or a random length from `least` to `most`. */
export const lengthOf = (
  { milliseconds, least, most }: { readonly milliseconds?: number; readonly least?: number; readonly most?: number },
  usual: number,
  chance: SeededRandom,
): number => {
  if (least === undefined && most === undefined) return milliseconds ?? usual;
  const from = least ?? 0;
  return from + Math.floor(chance.next() * ((most ?? usual) - from + 1));
};

/** No faults yet. `prefix` begins their ids. */
export const standingFaults = <Spec extends Frequency>(prefix: string, chance: SeededRandom): StandingFaults<Spec> => {
  const standing = new Map<string, Standing<Spec>>();
  let made = 0;
  return {
    isEmpty: () => standing.size === 0,
    add: (spec) => {
      const fault = { id: `${prefix}-${++made}`, spec, seen: 0, hits: 0 };
      standing.set(fault.id, fault);
      return toView(fault);
    },
    remove: (id) => standing.delete(id),
    clear: () => {
      standing.clear();
      chance.restart();
    },
    list: () => [...standing.values()].map(toView),
    all: () => standing.values(),
  };
};
