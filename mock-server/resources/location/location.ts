// Location: the practice locations, read and found.
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import type { Resource } from '../any-type/exchange.ts';
import type { LocationRecord } from '../../../schemas/canvas/record.ts';
import type { World } from '../../worlds/world.ts';
import { npi } from '../practitioner/npi.ts';
import { readOf } from '../any-type/read.ts';
import { idFilter, searchOf, type Filter } from '../any-type/search.ts';

const organization = 'Canvas Medical';

const find = (id: string, { store }: World): LocationRecord | undefined => store().locations.get(id);

const view = (record: LocationRecord, { contract }: World) => ({
  resourceType: 'Location',
  id: record.id,
  ...npi(record),
  ...(contract.isInForce('location/inactive-is-marked') ? { status: record.active ? 'active' : 'inactive' } : {}),
  name: record.name,
  alias: [record.shortName],
  description: `${organization}: ${record.name}`,
  address: { use: 'work', ...record.address, country: 'USA' },
});

const filters: Readonly<Record<IdsOf<'filter'> & IdsIn<'location'>, Filter<LocationRecord>>> = {
  'location/id-finds': idFilter('Location', find),
};

/** Location: read, search. */
export const location: Resource = {
  read: readOf('Location', find, view),
  search: searchOf({ type: 'Location', filters, all: ({ store }) => store().locations.values(), view }),
};
