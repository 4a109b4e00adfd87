// Changes of the records that a mock starts with: what a configuration file says of them, by id.
import { faultIn } from '../../schemas/validate.ts';
import { recordDefaults, type Records, recordSchema } from '../../schemas/canvas/collections.ts';
import { toView, stored, type Shown } from './record-form.ts';

/** Members to change, of records by their ids; an id that is not there yet makes a new record. */
export type RecordChanges = Readonly<Partial<Record<keyof Records, readonly Shown[]>>>;

interface Fault {
  readonly fault: string;
}

const changedList = (name: keyof Records, held: readonly object[], changes: readonly Shown[]): object[] | Fault => {
  const byId = new Map(held.map((record) => [String(toView(record)['id']), toView(record)]));
  for (const [position, change] of changes.entries()) {
    const { id: sent } = change;
    const id = typeof sent === 'string' ? sent : '';
    const record = { ...(byId.get(id) ?? recordDefaults[name]), ...change };
    const fault = faultIn(recordSchema(name), record);
    if (fault !== undefined) return { fault: `records.${name}[${position}]: ${fault.where}: ${fault.problem}` };
    byId.set(id, record);
  }
  return [...byId.values()].map(stored);
};

/** The records with their changes, or in words what is wrong with these. */
const changedRecords = (records: Records, changes: RecordChanges): Records | Fault => {
  const changed: Record<string, unknown> = { ...records };
  for (const [name, list] of Object.entries(changes) as [keyof Records, readonly Shown[]][]) {
    if (!Object.hasOwn(records, name)) return { fault: `records.${name}: there is no such collection` };
    if (!Array.isArray(list)) return { fault: `records.${name}: must be a list of records, each with its id` };
    const next = changedList(name, records[name], list);
    if ('fault' in next) return next;
    changed[name] = next;
  }
  return changed as unknown as Records;
};

/** The changed records. Throws where a change does not fit. */
export const recordsWith = (...given: Parameters<typeof changedRecords>): Records => {
  const changed = changedRecords(...given);
  if ('fault' in changed) throw new TypeError(changed.fault);
  return changed;
};
