// A request that was not sent: the scenario that needed it is not exercised, and nothing is held against the target.

const needs = ['fence', 'budget', 'rate', 'level'] as const;

/** Thrown in the place of an answer; the step that catches it is skipped with the reason. */
export class Withheld extends Error {
  override readonly name = 'Withheld';
  readonly need: string;

  constructor(need: (typeof needs)[number], reason: string) {
    super(reason);
    this.need = need;
  }
}

interface NotExercised {
  readonly need?: string;
  readonly reason: string;
}

/** The end of a recorded scenario again, where a request of it was withheld. */
export const withheldFor = (recorded: NotExercised | null): Withheld | undefined => {
  const need = needs.find((known) => known === recorded?.need);
  return need === undefined || recorded === null ? undefined : new Withheld(need, recorded.reason);
};
