// Which interaction a method and a path call, without a router: for what the router does not know, and for rehearsals.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import { routes } from '../resources/index.ts';
import type { Resource } from '../resources/any-type/exchange.ts';

export type Resources = Readonly<Record<ResourceType, Resource>>;

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

const placeOf = (path: string, resources: Resources): Place | undefined => {
  const [, type = '', id = '', ...more] = path.replace(/(?<=.)\/$/, '').split('/');
  if (!Object.hasOwn(resources, type) || more.length > 0) return undefined;
  const shape = id === '' ? `/${type}` : id === '_search' ? `/${type}/_search` : `/${type}/:id`;
  return { type: type as ResourceType, shape, id };
};

const served = ({ type, shape }: Place, resources: Resources) =>
  routes.filter(({ interaction, path }) => resources[type][interaction] !== undefined && path(type) === shape);

/** The methods that a path below a served type offers, for the Allow header; undefined where nothing is served there. */
export const offered = (path: string, resources: Resources): string[] | undefined => {
  const place = placeOf(path, resources);
  return place && served(place, resources).map(({ method }) => method);
};

export const routeFrom = (type: ResourceType, { interaction, access, method }: (typeof routes)[number]): Route => ({
  type,
  interaction,
  access,
  byForm: interaction === 'search' && method === 'POST',
});

/** What a method and a path call; or the rejection of what nobody serves. */
export const routeOf = (
  method: string,
  path: string,
  resources: Resources,
): { readonly route: Route; readonly id: string } | Rejection => {
  const place = placeOf(path, resources);
  if (place === undefined) return reject('interaction/unknown-path', { path });
  const found = served(place, resources).find((route) => route.method === method);
  if (found === undefined) return reject('interaction/method-not-supported', {});
  return { route: routeFrom(place.type, found), id: decodeURIComponent(place.id) };
};
