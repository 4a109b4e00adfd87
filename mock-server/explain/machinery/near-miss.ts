// Near misses: for a request that no route took, the routes that come nearest to it.
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import type { Entry } from '../../journal/exchange.ts';
import { distanceBetween } from '../../../schemas/nearest.ts';

interface NearMiss {
  readonly method: string;
  readonly path: string;
  /** Letters that would have to change, and one more where the method is another. */
  readonly distance: number;
}

export type NearMisses = (entry: Entry) => readonly NearMiss[];

interface Route {
  readonly method: string;
  readonly path: string;
}

const notRouted = new Set(['interaction/unknown-path', 'interaction/method-not-supported']);

/** The path with the id of the request in the place of `:id`, so that an id counts for nothing. */
const withId = (path: string, id: string): string => path.replace(':id', id);

const maxNearMisses = 3;

/** The routes nearest to a request that none of them took; none for one that was taken. */
export const nearMissesAmong =
  (routes: readonly Route[]): NearMisses =>
  ({ method, url, rejection }) => {
    if (rejection === undefined || !notRouted.has(rejection.rule)) return [];
    const path = url.split('?')[0] ?? '';
    const id =
      path
        .split('/')
        .filter((part) => part !== '')
        .at(-1) ?? '';
    return routes
      .map((route) => ({
        ...route,
        distance: distanceBetween(path, withId(route.path, id)) + (route.method === method ? 0 : 1),
      }))
      .toSorted((one, other) => one.distance - other.distance)
      .slice(0, maxNearMisses);
  };

/** Every route of the FHIR face, of the types that it serves. */
export const servedRoutes = (
  types: readonly ResourceType[],
  offered: (path: string) => readonly string[] | undefined,
): readonly Route[] =>
  types.flatMap((type) =>
    [`/${type}`, `/${type}/:id`, `/${type}/_search`].flatMap((path) =>
      (offered(path) ?? []).map((method) => ({ method, path })),
    ),
  );
