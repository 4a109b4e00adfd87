// The appointments of the scenario that a search has found, on all its pages.
import type { Exchange } from './exchange.ts';
import type { HarnessWorld } from './world.ts';

interface Bundle {
  readonly link?: readonly { readonly relation?: string; readonly url?: string }[];
  readonly entry?: readonly { readonly resource?: { readonly id?: string } }[];
}

const bundleOf = ({ response }: Exchange): Bundle => (response.body ?? {});

const idsOf = ({ entry = [] }: Bundle): string[] => entry.flatMap(({ resource }) => resource?.id ?? []);

const nextOf = ({ link = [] }: Bundle): string | undefined => link.find(({ relation }) => relation === 'next')?.url;

/** Pages to follow at most, so that links that run in a circle end. */
const mostPages = 50;

/** The names of the scenario's appointments in the order in which they were found; others are passed over. */
export const found = async (world: HarnessWorld): Promise<string[]> => {
  const first = world.examine();
  if (first.response.status !== 200) world.fail('The status of the search', 200, first.response.status);
  const ids = idsOf(bundleOf(first));
  let next = nextOf(bundleOf(first));
  for (let page = 1; next !== undefined && page < mostPages; page++) {
    const bundle = bundleOf(await world.send('GET', next));
    world.examine();
    ids.push(...idsOf(bundle));
    next = nextOf(bundle);
  }
  const names = new Map([...world.appointments].map(([name, id]) => [id, name]));
  return ids.flatMap((id) => names.get(id) ?? []);
};
