// Holds: points at which a request waits until it is released, so that two requests interleave the same way each time.
import { matcherOf, type RequestMatch } from './request-match.ts';
import { requestMatchProperties } from './fault.ts';

/** Where a request waits: before it is judged, before what it writes is stored, before its answer goes out. */
const holdPoints = ['before-judge', 'before-commit', 'before-answer'] as const;
type HoldPoint = (typeof holdPoints)[number];

export interface HoldSpec extends RequestMatch {
  readonly at: HoldPoint;
  /** How many requests it holds, one unless said otherwise. */
  readonly count?: number;
  /** Milliseconds after which a request goes on by itself. */
  readonly limit?: number;
}

/** A request goes on by itself after so long, unless the hold says otherwise. */
const usualLimit = 30_000;

export const holdSchema = {
  $id: 'hold.schema.json',
  type: 'object',
  required: ['at'],
  additionalProperties: false,
  properties: {
    ...requestMatchProperties,
    at: { enum: holdPoints },
    count: { type: 'integer', minimum: 1, maximum: 1000 },
    limit: { type: 'integer', minimum: 1, maximum: 120_000 },
  },
} as const;

interface Waiting {
  readonly method: string;
  readonly url: string;
  readonly go: () => void;
}

interface Standing {
  readonly id: string;
  readonly spec: HoldSpec;
  readonly isMatch: (method: string, url: string) => boolean;
  readonly waiting: Set<Waiting>;
  held: number;
}

interface ShownHold extends HoldSpec {
  readonly id: string;
  /** The requests that wait here now. */
  readonly waiting: readonly { readonly method: string; readonly url: string }[];
}

export interface Breakpoints {
  readonly isEmpty: () => boolean;
  readonly add: (spec: HoldSpec) => ShownHold;
  readonly get: (id: string) => ShownHold | undefined;
  readonly list: () => readonly ShownHold[];
  /** Lets go what waits at a hold and removes it; false where there is no such hold. */
  readonly release: (id: string) => boolean;
  readonly releaseAll: () => void;
  /** Ends when the request may go on; undefined where nothing holds it. */
  readonly pass: (point: HoldPoint, method: string, url: string) => Promise<void> | undefined;
  /** Ends when a request waits at a hold, or after some milliseconds. */
  readonly arrival: (id: string, limit: number) => Promise<void>;
}

const toView = ({ id, spec, waiting }: Standing): ShownHold => ({
  id,
  ...spec,
  waiting: [...waiting].map(({ method, url }) => ({ method, url })),
});

const waitAt = (hold: Standing, method: string, url: string, arrived: () => void): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      hold.waiting.delete(entry);
      resolve();
    };
    const timer = setTimeout(go, hold.spec.limit ?? usualLimit);
    const entry = { method, url, go };
    hold.held += 1;
    hold.waiting.add(entry);
    arrived();
  });

/** Runs a listener when the next request arrives, or after some milliseconds. */
const nextArrival = (listeners: Set<() => void>, isHere: () => boolean, limit: number): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      listeners.delete(look);
      resolve();
    };
    const look = (): void => {
      if (isHere()) end();
    };
    const timer = setTimeout(end, limit);
    listeners.add(look);
    look();
  });

export const breakpointsOf = (): Breakpoints => {
  const standing = new Map<string, Standing>();
  const listeners = new Set<() => void>();
  const arrived = (): void => {
    for (const listener of [...listeners]) listener();
  };
  let made = 0;
  const release = (id: string): boolean => {
    const hold = standing.get(id);
    for (const { go } of [...(hold?.waiting ?? [])]) go();
    return standing.delete(id);
  };
  const shownById = (id: string): ShownHold | undefined => {
    const hold = standing.get(id);
    return hold && toView(hold);
  };
  return {
    isEmpty: () => standing.size === 0,
    add: (spec) => {
      const hold = { id: `hold-${++made}`, spec, isMatch: matcherOf(spec), waiting: new Set<Waiting>(), held: 0 };
      standing.set(hold.id, hold);
      return toView(hold);
    },
    get: shownById,
    list: () => [...standing.values()].map(toView),
    release,
    releaseAll: () => {
      for (const id of [...standing.keys()]) release(id);
      arrived();
    },
    pass: (point, method, url) => {
      for (const hold of standing.values())
        if (hold.spec.at === point && hold.held < (hold.spec.count ?? 1) && hold.isMatch(method, url))
          return waitAt(hold, method, url, arrived);
      return undefined;
    },
    arrival: (id, limit) => nextArrival(listeners, () => (standing.get(id)?.waiting.size ?? 1) > 0, limit),
  };
};
