// Which interaction a method and a path call, without a router: for what the router does not know, and for dry runs.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import { resources, routes } from '../resources/index.ts';

export interface Route {
  readonly type: ResourceType;
  readonly interaction: (typeof routes)[number]['interaction'];
  readonly access: 'read' | 'write';
  /** A search whose parameters come as a form. */
  readonly byForm: boolean;
}

interface Place {
  readonly type: ResourceType;
  readonly shape: string;
  readonly id: string;
}

const placeOf = (path: string): Place | undefined => {
  const [, type = '', id = '', ...more] = path.replace(/(?<=.)\/$/, '').split('/');
  if (!Object.hasOwn(resources, type) || more.length > 0) return undefined;
  const shape = id === '' ? `/${type}` : id === '_search' ? `/${type}/_search` : `/${type}/:id`;
  return { type: type as ResourceType, shape, id };
};

const served = ({ type, shape }: Place) =>
  routes.filter(({ interaction, path }) => resources[type][interaction] !== undefined && path(type) === shape);

/** The methods that a path below a served type offers, for the Allow header; undefined where nothing is served there. */
export const offered = (path: string): string[] | undefined => {
  const place = placeOf(path);
  return place && served(place).map(({ method }) => method);
};

export const routeFrom = (type: ResourceType, { interaction, access, method }: (typeof routes)[number]): Route => ({
  type,
  interaction,
  access,
  byForm: interaction === 'search' && method === 'POST',
});

/** What a method and a path call; or the rejection of what nobody serves. */
export const routeOf = (method: string, path: string): { readonly route: Route; readonly id: string } | Rejection => {
  const place = placeOf(path);
  if (place === undefined) return reject('interaction/unknown-path', { path });
  const found = served(place).find((route) => route.method === method);
  if (found === undefined) return reject('interaction/method-not-supported', {});
  return { route: routeFrom(place.type, found), id: decodeURIComponent(place.id) };
};
