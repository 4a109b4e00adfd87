// Appointments of one status that no search shows: totals, pages and whatever looks for one of them rest on it.
import { isObject, objectsIn, type JsonObject } from '../../../schemas/json.ts';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isOfSearch, objectOf, readIn } from './parts.ts';

/** So many appointments have to be read with a status that no search shows. */
const fewestRecords = 3;

const isSearchset = ({ response: { body } }: Exchange): boolean => isObject(body) && body['type'] === 'searchset';

/** The appointments that a search shows. */
const foundIn = ({ response: { body } }: Exchange): readonly JsonObject[] =>
  objectsIn(objectOf(body)['entry'])
    .map(({ resource }) => objectOf(resource))
    .filter(({ resourceType }) => resourceType === 'Appointment');

const textOf = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : []);

/** The ids of the appointments that were read, by the status that they were read with. */
const idsByStatus = (exchanges: readonly Exchange[]): ReadonlyMap<string, ReadonlySet<unknown>> => {
  const ids = new Map<string, Set<unknown>>();
  for (const { status, id } of exchanges.flatMap((one): readonly JsonObject[] => [readIn(one) ?? {}]))
    for (const word of textOf(status)) ids.set(word, (ids.get(word) ?? new Set()).add(id));
  return ids;
};

/** Causes of what is not found where appointments of a status are read and never found. */
export const leftOutRecords = (exchanged: Exchanged): readonly Cause[] => {
  const all = [...exchanged.values()].flat();
  const found = all.filter(isSearchset).flatMap(foundIn);
  if (found.length === 0) return [];
  const shown = new Set(found.flatMap(({ status }) => textOf(status)));
  const hidden = [...idsByStatus(all)].filter(([status, ids]) => !shown.has(status) && ids.size >= fewestRecords);
  return hidden.map(([status]): Cause => {
    const isReadIn = (scenario: Scenario): boolean =>
      (exchanged.get(scenario) ?? []).some((one) => readIn(one)?.['status'] === status);
    return {
      rule: 'search/status',
      what: `a search that finds appointments that are ${status}, and none does on this server`,
      isWhole: false,
      explains: (mismatch, scenario) =>
        isOfSearch(mismatch) && (isReadIn(scenario) || mismatch.what.startsWith('The entries of the page')),
    };
  });
};
