// The clock of the server, as the dates of its answers tell it. All times are milliseconds since 1970.
import type { Exchange } from '../../targets/index.ts';

export class ServerClock {
  #last: number | undefined;
  #noted: number | undefined;

  /** The time of the last answer; that of this machine where it has none. */
  get now(): number {
    return this.#last ?? Date.now();
  }

  /** The time that was noted. Throws where none was. */
  get noted(): number {
    if (this.#noted === undefined)
      throw new Error("No time is noted: put 'the client notes the time' before this step");
    return this.#noted;
  }

  read({ response }: Exchange): void {
    this.#last = Date.parse(response.headers['date'] ?? '') || undefined;
  }

  /** Notes the second that follows the last answer: what was written before lies before it. */
  note(): void {
    this.#noted = this.now + 1000;
  }
}
