// The last request of a scenario, where it was a search on a target that may have to be asked again.
import type { Send, Target } from '../../targets/index.ts';
import { isSearch } from '../../targets/live/index.ts';

export class LastSearch {
  #request: Request | undefined;
  #isTried = false;

  /** The search, to be sent once more; undefined where the last request was another. */
  get request(): Request | undefined {
    return this.#request?.clone();
  }

  /** Whether an assertion may be made again, so that its difference is not yet to be recorded. */
  get isTried(): boolean {
    return this.#isTried;
  }

  /** Sends, and keeps the request where it is a search that was answered. */
  watch({ lag, baseUrl }: Target, send: Send): Send {
    return async (request) => {
      const search = lag !== undefined && isSearch(request, baseUrl) ? request.clone() : undefined;
      const answer = await send(request);
      this.#request = answer.status === 200 ? search : undefined;
      return answer;
    };
  }

  /** Asserts what may have to be asserted again. */
  async try<Result>(assert: () => Result | Promise<Result>): Promise<Result> {
    this.#isTried = true;
    try {
      return await assert();
    } finally {
      this.#isTried = false;
    }
  }
}
