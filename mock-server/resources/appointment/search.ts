// search: parameters to criteria to matches to a searchset.
import { parametersOf } from '../../../schemas/search-parameters.ts';
import type { Rejection } from '../../../schemas/outcome.ts';
import type { Trace } from '../../domain/trace.ts';
import { searchsetOf } from '../../search/bundle.ts';
import { parseCriteria, ruleOfParameter } from './filters.ts';
import { search as find } from '../../search/match.ts';
import { parsePage, parseSort, type QueryParameter } from '../../search/query.ts';
import type { World } from '../../worlds/world.ts';
import type { Handler } from '../any-type/exchange.ts';
import { traceUnknown } from '../any-type/unknown-parameters.ts';
import { recordIfInForce } from '../any-type/write.ts';

const isRejected = <T extends object>(parsed: T | Rejection): parsed is Rejection => 'rule' in parsed;

/** The parameters that are understood; the links repeat these and no others. */
const understood = (query: readonly QueryParameter[], { contract }: World): QueryParameter[] => {
  const known = new Set(['_sort', ...parametersOf('Appointment', contract.edition).map(({ name }) => name)]);
  return query.filter(([name]) => known.has(name));
};

/** The rules of the parameters that were understood, and that of those that were not. */
const traceSearch = (
  query: readonly QueryParameter[],
  known: readonly QueryParameter[],
  trace: Trace,
  world: World,
): void => {
  for (const [name, value] of known) {
    const rule = name === '_sort' ? 'search/sort' : ruleOfParameter(name);
    if (rule !== undefined && value !== '') recordIfInForce(rule, trace, world.contract);
  }
  traceUnknown(query, known, trace, world.contract);
  recordIfInForce('searchset/total', trace, world.contract);
  if (!query.some(([name]) => name === '_count')) recordIfInForce('searchset/default-page', trace, world.contract);
};

export const search: Handler = ({ query, trace }, world) => {
  const { contract, instance, interpreter } = world;
  const criteria = parseCriteria(query, instance, contract, () => world.store().noteTypes.values());
  if (isRejected(criteria)) return criteria;
  const sorts = parseSort(query, contract);
  if (isRejected(sorts)) return sorts;
  const page = parsePage(query, instance.settings, contract);
  if (isRejected(page)) return page;
  traceSearch(query, understood(query, world), trace, world);
  const { total, page: records } = find(world.store().appointments, criteria, sorts, page);
  const resources = records.map((record) => interpreter.view(record, instance, trace));
  return {
    status: 200,
    body: searchsetOf({ type: 'Appointment', query: understood(query, world), page, total, resources }, contract),
  };
};
