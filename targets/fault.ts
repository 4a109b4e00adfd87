// Why a live target cannot be tested, or not any further.

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
