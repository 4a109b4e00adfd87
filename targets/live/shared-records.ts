// The pool of a live run: records that one scenario has made are lent to the next that would make the same.
import type { Loanable } from '../target.ts';
import type { Ask } from './discovery.ts';
import { markOf, unmarked } from './run-mark.ts';

/** What scenarios with the same arrangement share: their records, alone on a day. */
export interface Unit {
  readonly key: string;
  readonly day: string;
  readonly records: readonly Loanable[];
}

const stable = (value: unknown): string =>
  JSON.stringify(value, (_name, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([one], [other]) => one.localeCompare(other)))
      : item,
  );

const resourceIn = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

export class Pool {
  readonly #free = new Map<string, Unit[]>();

  /** True where a unit of that key can be lent. */
  has(key: string): boolean {
    return (this.#free.get(key) ?? []).length > 0;
  }

  take(key: string): Unit | undefined {
    return this.#free.get(key)?.shift();
  }

  give(unit: Unit): void {
    this.#free.set(unit.key, [...(this.#free.get(unit.key) ?? []), unit]);
  }
}

/** Sends the body that has created a record as an update of it. */
export type Put = (type: string, id: string, body: unknown) => Promise<unknown>;

/** True where a record could be set back to what it was before it was written to. */
export const isRestored = async (
  { type, id, exchange }: Loanable,
  before: string,
  ask: Ask,
  put: Put,
): Promise<boolean> => {
  const pristine = resourceIn(before);
  const shown = async (): Promise<unknown> => resourceIn((await ask(`/${type}/${id}`)).text);
  const now = await shown();
  if (stable(now) === stable(pristine)) return true;
  const { status } = (now ?? {}) as { status?: unknown };
  if (type !== 'Appointment' || status === 'cancelled' || markOf(now) === undefined) return false;
  await put(type, id, exchange.request.body);
  return stable(unmarked(await shown())) === stable(unmarked(pristine));
};
