// Practitioner: the staff, read and found.
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import type { PractitionerRecord } from '../../../schemas/canvas/record.ts';
import type { Resource } from '../any-type/handler.ts';
import type { Condition } from '../../search/match.ts';
import type { QueryParameter } from '../../search/query.ts';
import type { World } from '../../worlds/world.ts';
import { npi } from './npi.ts';
import { readOf, type Readable } from '../any-type/read.ts';
import { idFilter, partFilter, searchOf, type Filter } from '../any-type/search.ts';

/** The name with the letters after it, as in `Youta Priti MD`. */
export const credentialedName = ({ given, family, credentials }: PractitionerRecord): string =>
  [given, family, credentials].filter((part) => part !== '').join(' ');

/** Whether a practitioner can be booked: scheduleable, and still with the practice. */
export const canBeScheduled = ({ scheduleable, active }: PractitionerRecord): boolean => scheduleable && active;

const view = (record: PractitionerRecord) => ({
  resourceType: 'Practitioner',
  id: record.id,
  ...npi(record),
  name: [{ use: 'usual', text: credentialedName(record), family: record.family, given: [record.given] }],
});

const readable: Readable<PractitionerRecord> = {
  type: 'Practitioner',
  find: (id, { store }) => store().practitioners.get(id),
  view,
};

type FilterId = IdsOf<'filter'> & IdsIn<'practitioner'>;
type WideningId = 'practitioner/include-non-scheduleable' | 'practitioner/include-non-schedulable';

/** The parameter that widens a search to those who cannot be scheduled, as each edition spells it. */
const widening: Readonly<Record<WideningId, string>> = {
  'practitioner/include-non-scheduleable': 'include-non-scheduleable-practitioners',
  'practitioner/include-non-schedulable': 'include-non-schedulable-practitioners',
};

const isWidened = (query: readonly QueryParameter[], { contract }: World): boolean =>
  (Object.keys(widening) as WideningId[]).some(
    (rule) =>
      contract.isInForce(rule) &&
      query.some(([name, value]) => name === widening[rule] && value.toLowerCase() === 'true'),
  );

const onlyScheduleable = (query: readonly QueryParameter[], world: World): Condition<PractitionerRecord> => {
  const isEveryone = isWidened(query, world) || !world.contract.isInForce('practitioner/only-scheduleable-are-found');
  return { isMet: (record) => isEveryone || canBeScheduled(record) };
};

const filters: Readonly<
  Record<Exclude<FilterId, WideningId | 'practitioner/only-scheduleable-are-found'>, Filter<PractitionerRecord>>
> = {
  'practitioner/name-finds-by-part': partFilter('name', credentialedName),
  'practitioner/id-finds': idFilter(readable),
};

/** Practitioner: read, search. */
export const practitioner: Resource = {
  read: readOf(readable),
  search: searchOf({
    ...readable,
    filters,
    all: ({ store }) => store().practitioners,
    always: onlyScheduleable,
  }),
};
