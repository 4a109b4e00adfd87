// The server that the mock is held against: a live one, or what one has answered before.
import type { Target } from '../../targets/target.ts';
import type { Outcomes, Performed } from './perform.ts';
import type { Script } from './script.ts';

/** The other side of all comparisons: a server, or what one has answered before. */
export interface Counterpart {
  /** True where it can be asked anything, and not only what it was asked before. */
  readonly canBeAsked: boolean;
  readonly open: (script: Script) => Promise<Target>;
  /** What it answers. `ours` is what the mock has answered to the same. */
  readonly answers: (target: Target, script: Script, mock: Target, ours: Outcomes) => Promise<Performed>;
}
