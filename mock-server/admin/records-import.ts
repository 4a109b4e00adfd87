// Records from a file: checked one by one and against each other, before a world takes them.
import { isObject } from '../../schemas/json.ts';
import { faultIn } from '../../schemas/validate.ts';
import { endOf } from '../../schemas/canvas/record.ts';
import { isShowable } from '../../schemas/canvas/instant.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import {
  type CollectionName,
  collectionNames,
  recordDefaults,
  type Records,
  recordSchema,
  referencesOf,
} from '../../schemas/canvas/collections.ts';
import { formOf, stored, type Shown } from './record-form.ts';

/** What is wrong with a file, in words. */
interface Unreadable {
  readonly fault: string;
}

type Lists = Readonly<Record<CollectionName, readonly Shown[]>>;

const instants = ['start', 'createdAt', 'modifiedAt'];

/** A text that is not an instant is nothing once it is stored, so what was sent is looked at, too. */
const faultOfInstants = (record: Shown, sent: Shown): string | undefined => {
  const wrong = instants.find((name) => {
    const value = record[name];
    return sent[name] !== undefined && !(typeof value === 'number' && Number.isInteger(value) && isShowable(value));
  });
  return wrong && `${wrong}: has to be an instant, as text or in milliseconds since 1970`;
};

const faultOfOne = (name: CollectionName, record: Shown, sent: Shown): string | undefined => {
  const fault = faultOfInstants(record, sent);
  if (fault !== undefined) return fault;
  const wrong = faultIn(recordSchema(name), formOf(record));
  if (wrong !== undefined) return `${wrong.where}: ${wrong.problem}`;
  return name !== 'appointments' || isShowable(endOf(record as unknown as AppointmentRecord))
    ? undefined
    : 'durationMinutes: the end would lie outside the years 1 to 9999';
};

/** What no two records of a collection share. Codes of reasons may: some editions refuse them when they are used. */
const keys: Readonly<Partial<Record<CollectionName, (record: Shown) => string>>> = {
  locations: ({ number }) => `number ${String(number)}`,
  noteTypes: ({ system, code }) => `${String(system)}|${String(code)}`,
};

/** Where a record stands and, where it has one, its id, by which a reader finds it in a long file. */
const placeOf = (name: CollectionName, position: number, record: unknown): string => {
  const id = isObject(record) ? record['id'] : undefined;
  return `${name}[${position}]${typeof id === 'string' ? ` (id ${id})` : ''}`;
};

/** Members that worlds of an earlier version do not know, with what they mean there. */
const laterMembers: Readonly<Partial<Record<CollectionName, Shown>>> = { encounters: { practitioner: null } };

/** The records of a list as a store holds them, with what they need not say. */
const readList = (name: CollectionName, list: unknown, defaults: Shown | undefined): readonly Shown[] | Unreadable => {
  if (!Array.isArray(list)) return { fault: `${name}: has to be a list of records` };
  const [records, ids, others]: [Shown[], Set<unknown>, Set<string>] = [[], new Set(), new Set()];
  const keyOf = keys[name];
  for (const [position, sent] of list.entries()) {
    const at = (fault: string): Unreadable => ({ fault: `${placeOf(name, position, sent)}: ${fault}` });
    if (!isObject(sent)) return at('has to be an object: one record');
    const record = stored({ ...defaults, ...sent });
    const fault = faultOfOne(name, record, sent);
    if (fault !== undefined) return at(fault);
    const { id } = record;
    if (ids.has(id)) return at(`id ${String(id)} occurs twice`);
    ids.add(id);
    const key = keyOf?.(record);
    if (key !== undefined && others.has(key)) return at(`${key} occurs twice`);
    if (key !== undefined) others.add(key);
    records.push(record);
  }
  return records;
};

const findDangling = (lists: Lists): string | undefined => {
  const ids = Object.fromEntries(collectionNames.map((name) => [name, new Set(lists[name].map(({ id }) => id))]));
  for (const name of collectionNames) {
    const references = Object.entries(referencesOf(name));
    for (const [position, record] of lists[name].entries())
      for (const [member, target] of references) {
        const id = record[member];
        if (id !== null && !ids[target]?.has(id))
          return `${placeOf(name, position, record)}: ${member}: no record ${JSON.stringify(id)} in ${target}`;
      }
  }
  return undefined;
};

const faultOfAll = (lists: Lists, isWorld: boolean): string | undefined => {
  const standard = lists.noteTypes.filter((type) => type['default'] === true);
  if (standard.length !== 1 || standard[0]?.['scheduleable'] !== true)
    return 'noteTypes: exactly one is the default, and it has to be scheduleable';
  return isWorld ? undefined : findDangling(lists);
};

/**
 * Records as a file holds them; a collection that is left out is that of `base`, and what a record leaves out is what a
 * new one has. Those of an exported world are whole, and may point at records that were deleted in it.
 */
export const recordsFrom = (value: unknown, base: Records, isWorld = false): Records | Unreadable => {
  if (!isObject(value)) return { fault: `has to be a JSON object of the collections ${collectionNames.join(', ')}` };
  const unknown = Object.keys(value).find((name) => !collectionNames.includes(name as CollectionName));
  if (unknown !== undefined)
    return { fault: `${unknown}: is not a collection; there are ${collectionNames.join(', ')}` };
  const lists: Record<string, readonly unknown[]> = { ...base };
  for (const [name, list] of Object.entries(value)) {
    const read = readList(
      name as CollectionName,
      list,
      (isWorld ? laterMembers : recordDefaults)[name as CollectionName],
    );
    if ('fault' in read) return read;
    lists[name] = read;
  }
  const fault = faultOfAll(lists as Lists, isWorld);
  return fault === undefined ? (lists as unknown as Records) : { fault };
};
