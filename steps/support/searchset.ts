// What a search has found, on all its pages.
import { type Exchange, castMembers } from '../../targets/index.ts';
import type { HarnessWorld } from './world.ts';

interface Resource {
  readonly resourceType?: string;
  readonly id?: string;
}

interface Bundle {
  readonly link?: readonly { readonly relation?: string; readonly url?: string }[];
  readonly entry?: readonly { readonly resource?: Resource }[];
}

const bundleOf = ({ response }: Exchange): Bundle => response.body ?? {};

const resourcesOf = ({ entry = [] }: Bundle): Resource[] => entry.flatMap(({ resource }) => resource ?? []);

const nextOf = ({ link = [] }: Bundle): string | undefined => link.find(({ relation }) => relation === 'next')?.url;

/** Pages to follow at most, so that links that run in a circle end. */
const mostPages = 50;

/** The resources that were found on so many pages, in their order. */
export const resources = async (world: HarnessWorld, pages = mostPages): Promise<Resource[]> => {
  const first = world.examine();
  if (first.response.status !== 200) world.fail('The status of the search', 200, first.response.status);
  const found = resourcesOf(bundleOf(first));
  let next = nextOf(bundleOf(first));
  for (let page = 1; next !== undefined && page < pages; page++) {
    const bundle = bundleOf(await world.send('GET', next));
    world.examine();
    found.push(...resourcesOf(bundle));
    next = nextOf(bundle);
  }
  return found;
};

/** The names of what was found, in its order: the scenario's records and the cast. Others are ignored. */
export const found = async (world: HarnessWorld): Promise<string[]> => {
  const known = [...castMembers(world.target.cast), ...world.records.named];
  const names = new Map(known.map(([name, id]) => [id, name]));
  return (await resources(world)).flatMap(({ id = '' }) => (id === '' ? [] : (names.get(id) ?? [])));
};
