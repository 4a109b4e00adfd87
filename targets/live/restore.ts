// Sets a shared record back to what it was before a scenario wrote to it.
import type { SharedRecord } from '../target.ts';
import type { Ask } from './discovery.ts';
import { markOf, withoutMarks } from './run-mark.ts';
import { jsonIn } from '../../schemas/json.ts';

const stableTextOf = (value: unknown): string =>
  JSON.stringify(value, (_name, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([one], [other]) => one.localeCompare(other)))
      : item,
  );

/** Sends the body that has created a record as an update of it. */
export type Put = (type: string, id: string, body: unknown) => Promise<unknown>;

/** True where a record is, or could be set back to, what it was before it was written to. */
export const isRestored = async (
  { type, id, exchange }: SharedRecord,
  before: string,
  ask: Ask,
  put: Put,
): Promise<boolean> => {
  const original = jsonIn(before);
  const read = async (): Promise<unknown> => jsonIn((await ask(`/${type}/${id}`)).text);
  const now = await read();
  if (stableTextOf(now) === stableTextOf(original)) return true;
  const { status } = (now ?? {}) as { status?: unknown };
  if (type !== 'Appointment' || status === 'cancelled' || markOf(now) === undefined) return false;
  // Some editions want the id in the body, too.
  await put(type, id, { ...(exchange.request.body as object), id });
  return stableTextOf(withoutMarks(await read())) === stableTextOf(withoutMarks(original));
};
