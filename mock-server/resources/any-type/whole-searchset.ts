// A searchset that holds every match: schedules and slots have no pages.
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import type { FhirResponse } from './handler.ts';
import { searchsetOf } from '../../search/bundle.ts';
import type { World } from '../../worlds/world.ts';

/** The answer that shows all of some resources at once. */
export const wholeSearchset = (
  type: ResourceType,
  resources: readonly unknown[],
  isLinked: boolean,
  { contract }: World,
): FhirResponse => {
  const total = resources.length;
  const page = { count: Math.max(1, total), offset: 0 };
  return { status: 200, body: searchsetOf({ type, query: [], page, total, resources, isLinked }, contract) };
};
