// Location: the practice locations, read and found.
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import type { Resource } from '../any-type/handler.ts';
import type { LocationRecord } from '../../../schemas/canvas/record.ts';
import { npi } from '../practitioner/npi.ts';
import { readOf, type Readable } from '../any-type/read.ts';
import { idFilter, searchOf, type Filter } from '../any-type/search.ts';

const organization = 'Canvas Medical';

const view: Readable<LocationRecord>['view'] = (record, { contract }) => ({
  resourceType: 'Location',
  id: record.id,
  ...npi(record),
  ...(contract.isInForce('location/inactive-is-marked') ? { status: record.active ? 'active' : 'inactive' } : {}),
  name: record.name,
  alias: [record.shortName],
  description: `${organization}: ${record.name}`,
  address: { use: 'work', ...record.address, country: 'USA' },
});

const readable: Readable<LocationRecord> = {
  type: 'Location',
  find: (id, { store }) => store().locations.get(id),
  view,
};

const filters: Readonly<Record<IdsOf<'filter'> & IdsIn<'location'>, Filter<LocationRecord>>> = {
  'location/id-finds': idFilter(readable),
};

/** Location: read, search. */
export const location: Resource = {
  read: readOf(readable),
  search: searchOf({ ...readable, filters, all: ({ store }) => store().locations }),
};
