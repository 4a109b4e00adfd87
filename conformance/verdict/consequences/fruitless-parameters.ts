// Parameters with which no search of a run finds anything: whatever looks for records by one rests on it.
import { isObject } from '../../../schemas/json.ts';
import type { Exchange } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isOfSearch, isSearchByParameters, parametersOf } from './parts.ts';
import { ruleOfParameter } from './unheard-parameters.ts';

/** So many searches have to find nothing: one may look for what is not there. */
const fewestSearches = 3;

const totalOf = ({ response: { body } }: Exchange): unknown => (isObject(body) ? body['total'] : undefined);

/** Causes of what is not found where no search with a parameter finds anything, and others do. */
export const fruitlessParameters = (exchanged: Exchanged): readonly Cause[] => {
  const searches = [...exchanged.values()]
    .flat()
    .filter((one) => isSearchByParameters(one) && typeof totalOf(one) === 'number');
  return Object.entries(ruleOfParameter).flatMap(([parameter, rule]): readonly Cause[] => {
    const own = new Set(searches.filter((one) => parametersOf(one).includes(parameter)));
    const isFruitless = own.size >= fewestSearches && [...own].every((one) => totalOf(one) === 0);
    if (!isFruitless || searches.every((one) => totalOf(one) === 0)) return [];
    return [
      {
        rule,
        what: `a search with the parameter ${parameter}, which never finds anything on this server`,
        isWhole: true,
        explains: (mismatch, scenario) =>
          isOfSearch(mismatch) && (exchanged.get(scenario) ?? []).some((one) => own.has(one)),
      },
    ];
  });
};
