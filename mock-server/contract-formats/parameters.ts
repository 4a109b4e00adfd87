// The parameters of the operations: ids, the search parameters of an edition, and the header that guards an update.
import type { Contract } from '../../schemas/contract.ts';
import { datePrefixes, parametersOf, type ResourceType } from '../../schemas/search-parameters.ts';
import { appointmentSort } from '../resources/appointment/filters.ts';
import { patientSort } from '../resources/patient/filters.ts';
import type { JsonObject } from '../../schemas/json.ts';
import type { Operation } from './operations.ts';

interface Wanted {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly schema: JsonObject;
}

const text = { type: 'string' } as const;

const wholeNumber = { type: 'integer', minimum: 0 } as const;

/** What a search pages with. Schedules and slots have no pages. */
const paging: readonly Wanted[] = [
  { name: '_count', description: 'Entries on a page', schema: wholeNumber },
  { name: '_offset', description: 'Entries before the page', schema: wholeNumber },
];

const withoutPages: readonly ResourceType[] = ['Schedule', 'Slot'];

const sorts = { Appointment: appointmentSort, Patient: patientSort };

const sorting = (type: ResourceType, { isInForce }: Contract): readonly Wanted[] => {
  if (type !== 'Appointment' && type !== 'Patient') return [];
  const { keys, rule } = sorts[type];
  const key = `-?(${Object.keys(keys).join('|')})`;
  const description = `Order of the matches: ${Object.keys(keys).join(', ')}, descending with a leading -, several with commas`;
  return isInForce(rule)
    ? [{ name: '_sort', description, schema: { type: 'string', pattern: `^${key}(,${key})*$` } }]
    : [];
};

const day = '\\d{4}-\\d{2}-\\d{2}';

const dayOrInstant = { type: 'string', anyOf: [{ format: 'date' }, { format: 'date-time' }] } as const;

/** The form of a value, by the type of its parameter. A date may stand twice: the two make a range. */
const schemaOf = (type: ResourceType, kind: string, { isInForce }: Contract): JsonObject => {
  if (kind === 'number') return { type: 'integer', minimum: 1, maximum: 1440 };
  if (kind !== 'date') return text;
  if (type === 'Slot')
    return isInForce('slot/instants-bound-the-search') ? dayOrInstant : { type: 'string', format: 'date' };
  const prefixes = datePrefixes.filter((each) => !('rule' in each) || isInForce(each.rule)).map(({ prefix }) => prefix);
  return { type: 'array', items: { type: 'string', pattern: `^(${prefixes.join('|')})?${day}` } };
};

/** The parameters that a search of a type understands in an edition. */
export const searchParameters = (type: ResourceType, contract: Contract): readonly Wanted[] => [
  ...parametersOf(type, contract.edition).map(({ name, type: kind, documentation }) => ({
    name,
    description: documentation,
    required: name === 'schedule',
    schema: schemaOf(type, kind, contract),
  })),
  ...sorting(type, contract),
  ...(withoutPages.includes(type) ? [] : paging),
];

/** Parameters that no search knows: they do not filter. */
const others = {
  name: 'others',
  in: 'query',
  description: 'Any other parameter is ignored',
  style: 'form',
  explode: true,
  schema: { type: 'object', additionalProperties: true },
};

const ofSearch = (type: ResourceType, contract: Contract): readonly object[] => [
  ...searchParameters(type, contract).map((parameter) => ({ ...parameter, in: 'query' })),
  ...(contract.isInForce('search/unknown-parameter-is-ignored') ? [others] : []),
];

const id = { name: 'id', in: 'path', required: true, description: 'The id of the resource', schema: text };

const unmodifiedSince = {
  name: 'If-Unmodified-Since',
  in: 'header',
  description: 'Updates only what has not changed since this HTTP date',
  schema: text,
};

/** The parameters of an operation. */
export const parametersOfOperation = (
  { interaction, type, path, byForm }: Operation,
  contract: Contract,
): readonly object[] => [
  ...(path.includes('{id}') ? [id] : []),
  ...(interaction === 'update' && contract.isInForce('interaction/if-unmodified-since') ? [unmodifiedSince] : []),
  ...(interaction === 'search' && !byForm ? ofSearch(type, contract) : []),
];
