// Holds a refusal against the expected one, at the level of the scenario.
import type { Exchange } from '../../targets/index.ts';
import { isRefusedAs, refusalIn, type Refusal } from './refusal.ts';
import type { HarnessWorld } from './world.ts';

/** Fails where an answer is not refused as expected, and takes note where its words are others. `what` begins the failure. */
export const expectRefusal = (world: HarnessWorld, what: string, { response }: Exchange, wanted: Refusal): void => {
  const expected = { ...wanted, text: world.resolve(wanted.text) };
  const actual = refusalIn(response.status, response.body);
  if (!isRefusedAs(world.matchLevel, expected, actual)) world.fail(what, expected, actual);
  if (!isRefusedAs('exact', expected, actual)) world.record('reworded', { expected, actual });
};
