// Sets a shared record back to what it was before a scenario wrote to it.
import type { SharedRecord } from '../target.ts';
import type { Ask } from './discovery.ts';
import { markOf, withoutMarks } from './run-mark.ts';
import { isObject, jsonIn, type JsonObject } from '../../schemas/json.ts';

const stableTextOf = (value: unknown): string =>
  JSON.stringify(value, (_name, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([one], [other]) => one.localeCompare(other)))
      : item,
  );

/** Sends the body that has created a record as an update of it. */
export type Put = (type: string, id: string, body: unknown) => Promise<unknown>;

/** The record that a text shows; undefined where it shows none, such as a page of a proxy or a refusal. */
const recordIn = ({ type }: SharedRecord, text: string): JsonObject | undefined => {
  const value = jsonIn(text);
  return isObject(value) && value['resourceType'] === type ? value : undefined;
};

/** True where a record is, or could be set back to, what it was before it was written to. */
export const isRestored = async (record: SharedRecord, before: string, ask: Ask, put: Put): Promise<boolean> => {
  const { type, id, exchange } = record;
  const original = recordIn(record, before);
  const read = async (): Promise<JsonObject | undefined> => recordIn(record, (await ask(`/${type}/${id}`)).text);
  const now = await read();
  if (original === undefined || now === undefined) return false;
  // Each update of a scenario has left a mark.
  const wanted = stableTextOf(withoutMarks(original));
  if (stableTextOf(withoutMarks(now)) === wanted) return true;
  if (type !== 'Appointment' || now['status'] === 'cancelled' || markOf(now) === undefined) return false;
  // Some editions want the id in the body, too.
  await put(type, id, { ...(exchange.request.body as object), id });
  return stableTextOf(withoutMarks(await read())) === wanted;
};
