// A line of requests that are served one after the other. It has an end, and whoever is gone is not waited for.
import { setImmediate as soon } from 'node:timers/promises';

/** One who waits in a line. */
interface Waiting {
  readonly isGone: () => boolean;
  readonly serve: () => Promise<void>;
}

export interface Line {
  /** Settles when its turn is over, or as soon as it is known to be gone; undefined where too many wait. */
  readonly join: (one: Waiting) => Promise<void> | undefined;
}

type Place = Waiting & { readonly leave: () => void };

/** A line in which so many may wait. */
export const lineOf = (max: number): Line => {
  let places: readonly Place[] = [];
  let isServing = false;

  const dropGone = (): void => {
    for (const place of places) if (place.isGone()) place.leave();
    places = places.filter((place) => !place.isGone());
  };

  const serveAll = async (): Promise<void> => {
    if (isServing) return;
    isServing = true;
    while (places.length > 0) {
      // What has happened on the connections meanwhile is seen first.
      await soon();
      dropGone();
      const [next, ...rest] = places;
      places = rest;
      await next?.serve();
    }
    isServing = false;
  };

  return {
    join: ({ isGone, serve }) => {
      if (places.length >= max) dropGone();
      if (places.length >= max) return undefined;
      return new Promise((resolve, reject) => {
        places = [...places, { isGone, leave: resolve, serve: () => serve().then(resolve, reject) }];
        void serveAll();
      });
    },
  };
};
