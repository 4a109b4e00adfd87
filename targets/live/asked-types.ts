// What a scenario asked for, and whether anything was granted: a server that refuses everything may be another by then.
import type { Answer } from '../send.ts';

/** Types that whatever is asked depends on, without asking for them. */
export const always = ['Appointment', 'Practitioner'];

export class AskedTypes {
  readonly #baseUrl: string;
  readonly #types = new Set<string>();
  #isGranted = false;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** Sends a request, and takes note of what it asks for. */
  async watch({ url }: Request, send: () => Promise<Answer>): Promise<Answer> {
    this.#types.add(/^\/(\w+)/.exec(url.slice(this.#baseUrl.length))?.[1] ?? '');
    const answer = await send();
    this.#isGranted ||= answer.status < 300;
    return answer;
  }

  /** True where something was asked for, and nothing granted. */
  get isOnlyRefused(): boolean {
    return this.#types.size > 0 && !this.#isGranted;
  }

  /** The types that the scenario depends on; none where it has asked for nothing. */
  get types(): ReadonlySet<string> {
    return this.#types.size === 0 ? this.#types : new Set([...always, ...this.#types]);
  }
}
