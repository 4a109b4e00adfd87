// Asserts on a search that may lag behind what was written: where the target says that it is worth it, it is asked again.
import { Mismatch } from './mismatch.ts';
import type { HarnessWorld } from './world.ts';

type Code<Args extends unknown[], Result> = (this: HarnessWorld, ...args: Args) => Result | Promise<Result>;

/** Whether a failed assertion is to be made again, on what the same search finds now. */
const isSearchedAgain = async (world: HarnessWorld, search: Request | undefined, error: unknown): Promise<boolean> => {
  if (search === undefined || !(error instanceof Mismatch) || !(await world.target.lag?.waitToAskAgain(search)))
    return false;
  await world.sendRequest(search.clone());
  return true;
};

/** Says how far the searches lag, once each time that it is more than before. */
const recordLag = (world: HarnessWorld): void => {
  const milliseconds = world.target.lag?.newLongest();
  if (milliseconds !== undefined) world.record('lag', { milliseconds });
};

/** A step that looks at the answer of a search, and at that of the same search again until it passes or its time is up. */
export const untilShown = <Args extends unknown[], Result>(code: Code<Args, Result>): Code<Args, Result> => {
  async function asserted(this: HarnessWorld, ...args: Args): Promise<Result> {
    const { request: search } = this.searching;
    for (let isFirst = true; ; isFirst = false)
      try {
        const result = await this.searching.try(() => code.apply(this, args));
        if (!isFirst) this.target.lag?.noteHelp();
        recordLag(this);
        return result;
      } catch (error) {
        if (await isSearchedAgain(this, search, error)) continue;
        if (error instanceof Mismatch && error.unrecorded !== undefined) this.record('mismatch', error.unrecorded);
        throw error;
      }
  }
  // Cucumber counts the parameters of a step.
  return Object.defineProperty(asserted, 'length', { value: code.length });
};
