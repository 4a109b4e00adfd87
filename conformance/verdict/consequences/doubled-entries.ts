// Searches that show a record more than once on a page: totals, links and matches of whatever is searched for rest on it.
import { objectsIn } from '../../../schemas/json.ts';
import type { Exchange } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isOfSearch, objectOf } from './parts.ts';

/** So many pages have to show a record twice. */
const fewestPages = 3;

/** True for a page that shows a record more than once. */
const isDoubled = ({ response: { body } }: Exchange): boolean => {
  const ids = objectsIn(objectOf(body)['entry']).map(({ resource }) => objectOf(resource)['id']);
  return new Set(ids).size < ids.length;
};

/** A cause of what is found too often, where pages show a record more than once. */
export const doubledEntries = (exchanged: Exchanged): readonly Cause[] => {
  const pages = [...exchanged.values()].flat().filter(isDoubled);
  if (pages.length < fewestPages) return [];
  return [
    {
      rule: 'searchset/paging',
      what: 'a search that shows each record once, and on this server one shows some more than once',
      isWhole: false,
      explains: isOfSearch,
    },
  ];
};
