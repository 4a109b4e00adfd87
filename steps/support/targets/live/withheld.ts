// A request that was not sent: the scenario that needed it is not exercised, and nothing is held against the target.

/** Thrown in the place of an answer; the step that catches it is skipped with the reason. */
export class Withheld extends Error {
  override readonly name = 'Withheld';
  readonly need: string;

  constructor(need: 'fence' | 'budget' | 'rate' | 'level', reason: string) {
    super(reason);
    this.need = need;
  }
}
