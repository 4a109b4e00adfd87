// A day of its own for each scenario of a live run: far off, and empty as far as a search can see.
import { randomInt } from 'node:crypto';
import { dayAfter } from '../../schemas/canvas/day.ts';
import type { Ask } from './discovery.ts';
import { jsonIn } from '../../schemas/json.ts';

/** A Tuesday, as is the day of scenarios on the mock: clinics have their hours by the day of the week. */
const beginning = '2031-01-07';
const beginnings = 2_600;

/** A scenario uses days around its own. */
const apart = 14;
const before = 2;
const after = 10;

/** So many days in a row that are taken say that the search shows whatever it likes, or that there is no room. */
const patience = 6;

const totalIn = (text: string): unknown => ((jsonIn(text) ?? {}) as { total?: unknown }).total;

export class FreeDays {
  readonly #ask: Ask;
  #next = dayAfter(beginning, 7 * randomInt(0, beginnings));
  #isWorthAsking = true;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** A Tuesday on and around which there are no appointments yet, neither of this run nor of another. */
  async next(): Promise<string> {
    for (let taken = 0; this.#isWorthAsking && taken < patience; taken++) {
      const day = this.#step();
      if (await this.#isFree(day)) return day;
    }
    this.#isWorthAsking = false;
    return this.#step();
  }

  #step(): string {
    const day = this.#next;
    this.#next = dayAfter(day, apart);
    return day;
  }

  async #isFree(day: string): Promise<boolean> {
    const range = `date=ge${dayAfter(day, -before)}&date=le${dayAfter(day, after)}`;
    const { status, text } = await this.#ask(`/Appointment?${range}&_count=1`);
    return status === 200 && totalIn(text) === 0;
  }
}
