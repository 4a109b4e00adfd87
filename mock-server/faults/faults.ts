// The faults of a world: which are set, and which of them hit a request. Seeded, so that a failing run repeats.
import type { SeededRandom } from '../runtime/seeded-random.ts';
import type { FaultSpec, PlannedFault } from './fault.ts';
import { matcherOf } from './request-match.ts';

interface Standing {
  readonly id: string;
  readonly spec: FaultSpec;
  readonly matches: (method: string, url: string) => boolean;
  seen: number;
  hits: number;
}

/** A fault as the admin surface shows it. */
export interface ShownFault extends FaultSpec {
  readonly id: string;
  /** Requests that it matched, and those of them that it hit. */
  readonly seen: number;
  readonly hits: number;
}

export interface Faults {
  readonly isEmpty: () => boolean;
  readonly add: (spec: FaultSpec) => ShownFault;
  readonly remove: (id: string) => boolean;
  /** Removes all and begins the sequence of chance again. */
  readonly clear: () => void;
  readonly list: () => readonly ShownFault[];
  /** What hits a request: every delay, and the first of the others. */
  readonly plan: (method: string, url: string) => readonly PlannedFault[];
}

const usualDelay = 1000;
const usualStatus: Readonly<Partial<Record<FaultSpec['kind'], number>>> = { html: 502 };

const planned = ({ id, spec }: Standing, chance: SeededRandom): PlannedFault => {
  const { kind, least, most, status = usualStatus[kind] ?? 500, retryAfter = 1, at = 'before' } = spec;
  const isRandom = least !== undefined || most !== undefined;
  const from = least ?? 0;
  const length = isRandom ? from + Math.floor(chance.next() * ((most ?? usualDelay) - from + 1)) : spec.milliseconds;
  return { id, kind, milliseconds: length ?? usualDelay, status, retryAfter, at };
};

/** Whether a standing fault hits a request that it matches. Chance is asked each time, so that the sequence is kept. */
const hits = (standing: Standing, chance: SeededRandom): boolean => {
  const { share = 1, count = Infinity, skip = 0 } = standing.spec;
  standing.seen += 1;
  const isDrawn = share >= 1 || chance.next() < share;
  if (standing.seen <= skip || standing.hits >= count || !isDrawn) return false;
  standing.hits += 1;
  return true;
};

const shown = ({ id, spec, seen, hits: hit }: Standing): ShownFault => ({ id, ...spec, seen, hits: hit });

export const faultsOf = (chance: SeededRandom): Faults => {
  const standing = new Map<string, Standing>();
  let made = 0;
  return {
    isEmpty: () => standing.size === 0,
    add: (spec) => {
      const fault = { id: `fault-${++made}`, spec, matches: matcherOf(spec), seen: 0, hits: 0 };
      standing.set(fault.id, fault);
      return shown(fault);
    },
    remove: (id) => standing.delete(id),
    clear: () => {
      standing.clear();
      chance.restart();
    },
    list: () => [...standing.values()].map(shown),
    plan: (method, url) => {
      const plan: PlannedFault[] = [];
      for (const fault of standing.values()) {
        if (!fault.matches(method, url)) continue;
        const isDelay = fault.spec.kind === 'delay';
        if (!isDelay && plan.some(({ kind }) => kind !== 'delay')) continue;
        if (hits(fault, chance)) plan.push(planned(fault, chance));
      }
      return plan;
    },
  };
};
