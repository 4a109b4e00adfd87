// What a target throws in the place of an answer: the run has to end, or one request must not be sent.
import type { NotExercised } from './evidence.ts';

/** `configuration`: somebody has to set something. `unreachable`: nothing useful answers. `stopped`: for safety. */
export type FaultKind = 'configuration' | 'unreachable' | 'stopped';

/** A fault that ends the run rather than a scenario. */
export class TargetFault extends Error {
  override readonly name = 'TargetFault';
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** A fault that ends the run because the server, or what stands before it, is no longer the one that the run began with. */
export class ServerLost extends TargetFault {}

const needs = ['fence', 'budget', 'rate', 'level', 'token', 'access'] as const;

/** Thrown in the place of an answer; the step that catches it is skipped with the reason. */
export class Withheld extends Error {
  override readonly name = 'Withheld';
  readonly need: string;

  constructor(need: (typeof needs)[number], reason: string) {
    super(reason);
    this.need = need;
  }
}

/** Thrown where something before the server has answered. */
export class ForeignAnswer extends Withheld {
  constructor(reason: string) {
    super('access', reason);
  }
}

/** The end of a recorded scenario again, where a request of it was withheld. */
export const withheldFor = (recorded: NotExercised | null): Withheld | undefined => {
  const need = needs.find((known) => known === recorded?.need);
  return need === undefined || recorded === null ? undefined : new Withheld(need, recorded.reason);
};
