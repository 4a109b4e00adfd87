// The server that the mock is compared with: one that runs, one that was recorded, or one whose traffic passes by.
import type { Target } from '../../targets/index.ts';
import type { Outcomes, Performed } from './perform.ts';
import type { Script } from './script.ts';

/** One side of a comparison: the target as it was opened for a script, and what it has answered. */
export interface Side {
  readonly target: Target;
  readonly outcomes: Outcomes;
}

export interface Counterpart {
  /** What reports call it: its address, or the folder of its recording. */
  readonly name: string;
  /** False where it has answered before, and cannot be asked anything new. */
  readonly canBeAsked: boolean;
  /** Opens it as a target. What has answered before has to be told for which script. */
  readonly open: (script?: Script) => Promise<Target>;
  /** What it answers to a script. `mock` is what the mock has answered to the same. */
  readonly answer: (script: Script, target: Target, mock: Side) => Promise<Performed>;
  /** Puts away what was created there; says in lines what became of it. */
  readonly close: () => Promise<readonly string[]>;
}
