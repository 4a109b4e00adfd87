// What an assertion found: thrown where it fails, so that the report names the difference.
import type { Mismatch as Difference } from '../../targets/index.ts';

export class Mismatch extends Error {
  override readonly name = 'Mismatch';
  /** What differs, where it has yet to be recorded: a search may be asked again first. */
  readonly unrecorded: Difference | undefined;

  constructor(message: string, unrecorded?: Difference) {
    super(message);
    this.unrecorded = unrecorded;
  }
}
