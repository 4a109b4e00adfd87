// The faults of a world: which are set, and which of them hit a request.
import type { SeededRandom } from '../runtime/seeded-random.ts';
import type { FaultSpec, PlannedFault } from './fault.ts';
import { matcherOf } from './request-match.ts';
import { isHit, lengthOf, standingFaults, type Standing, type StandingFaults } from './standing.ts';

export interface Faults extends Omit<StandingFaults<FaultSpec>, 'all'> {
  /** What hits a request: every delay, and the first of the others. */
  readonly plan: (method: string, url: string) => readonly PlannedFault[];
}

const usualDelay = 1000;
const usualStatus: Readonly<Partial<Record<FaultSpec['kind'], number>>> = { html: 502 };

const planned = ({ id, spec }: Standing<FaultSpec>, chance: SeededRandom): PlannedFault => {
  const { kind, status = usualStatus[kind] ?? 500, retryAfter = 1, retryAfterForm = 'seconds', at = 'before' } = spec;
  const milliseconds = lengthOf(spec, usualDelay, chance);
  return { id, kind, milliseconds, status, retryAfter, retryAfterForm, at };
};

export const faultsOf = (chance: SeededRandom): Faults => {
  const { all, ...standing } = standingFaults<FaultSpec>('fault', chance);
  const matchers = new WeakMap<FaultSpec, ReturnType<typeof matcherOf>>();
  const matcher = (spec: FaultSpec): ReturnType<typeof matcherOf> => {
    const known = matchers.get(spec) ?? matcherOf(spec);
    matchers.set(spec, known);
    return known;
  };
  return {
    ...standing,
    plan: (method, url) => {
      const plan: PlannedFault[] = [];
      for (const fault of all()) {
        if (!matcher(fault.spec)(method, url)) continue;
        const isDelay = fault.spec.kind === 'delay';
        if (!isDelay && plan.some(({ kind }) => kind !== 'delay')) continue;
        if (isHit(fault, chance)) plan.push(planned(fault, chance));
      }
      return plan;
    },
  };
};
