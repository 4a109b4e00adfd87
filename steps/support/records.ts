// The records of a scenario: the names that a feature gives them, their ids, and what was sent of them.
import type { Exchange } from '../../targets/index.ts';

/** The ids that the creates of this process were given, each with the exchange that gave it. */
const given = new Map<string, string>();

/**
 * False for an id that another create was given before: it is not that of the new record. One exchange may stand in several
 * scenarios, which share its record.
 */
export const isNewId = (id: string, { request, response }: Exchange): boolean => {
  const told = JSON.stringify([request, response]);
  const before = given.get(id) ?? told;
  given.set(id, before);
  return before === told;
};

export class Records {
  readonly #ids = new Map<string, string>();
  readonly #lost = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #sent = new Map<string, Readonly<Record<string, unknown>>>();

  /** Gives a record a name; without an id the name stands for none. */
  name(name: string, id: string | undefined): void {
    if (id === undefined) {
      this.#ids.delete(name);
      return;
    }
    this.#ids.set(name, id);
    this.#seen.add(id);
  }

  /** Notes that a record was created, and that the server has not said which id it has. */
  markLost(name: string): void {
    this.name(name, undefined);
    this.#lost.add(name);
  }

  /** True for a record that was created, and whose id nobody knows. */
  isLost(name: string): boolean {
    return this.#lost.has(name) && !this.#ids.has(name);
  }

  /** The id of a record; undefined where no record has the name. */
  idOf(name: string): string | undefined {
    return this.#ids.get(name);
  }

  has(name: string): boolean {
    return this.#ids.has(name);
  }

  /** Names and ids. */
  get named(): readonly (readonly [name: string, id: string])[] {
    return [...this.#ids];
  }

  /** The days on which what was sent begins. */
  get daysSent(): ReadonlySet<string> {
    return new Set([...this.#sent.values()].map(({ start }) => String(start).slice(0, 10)));
  }

  /** The ids of all records that had a name at some time. */
  get seen(): ReadonlySet<string> {
    return this.#seen;
  }

  /** The members of a record as they were last sent. */
  sent(name: string): Readonly<Record<string, unknown>> {
    return this.#sent.get(name) ?? {};
  }

  /** Adds the members of a body to what was sent of a record. */
  remember(name: string, body: object): void {
    this.#sent.set(name, { ...this.sent(name), ...body });
  }
}
