// The operations that an edition serves, one for each row of the table of routes and each resource type that offers it.
import { withArticle } from '../../schemas/article.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import { resources, routes } from '../resources/index.ts';

type RouteEntry = (typeof routes)[number];

export interface Operation {
  readonly type: ResourceType;
  readonly interaction: RouteEntry['interaction'];
  readonly method: RouteEntry['method'];
  /** The path below the FHIR base, its id as `{id}`. */
  readonly path: string;
  /** A search whose parameters come as a form. */
  readonly byForm: boolean;
  /** A name that no other operation has. */
  readonly id: string;
  /** What it does, in a few words. */
  readonly summary: string;
}

const summaryOf = (type: ResourceType, interaction: Operation['interaction'], byForm: boolean): string =>
  interaction === 'search'
    ? `Search ${type} resources${byForm ? ' by form' : ''}`
    : `${interaction[0]?.toUpperCase() ?? ''}${interaction.slice(1)} ${withArticle(type)}`;

const operationOf = (type: ResourceType, { interaction, method, path }: RouteEntry): Operation => {
  const byForm = interaction === 'search' && method === 'POST';
  return {
    type,
    interaction,
    method,
    byForm,
    path: path(type).replace(':id', '{id}'),
    id: `${interaction}${type}${byForm ? 'ByForm' : ''}`,
    summary: summaryOf(type, interaction, byForm),
  };
};

/** The types that are served, in the order of the alphabet. */
export const types = (Object.keys(resources) as ResourceType[]).toSorted();

/** All operations on resources, by type. */
export const operations: readonly Operation[] = types.flatMap((type) =>
  routes
    .filter(({ interaction }) => resources[type][interaction] !== undefined)
    .map((route) => operationOf(type, route)),
);
