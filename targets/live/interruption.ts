// What a signal does to a run that writes: nothing more is sent, so that what was created can be put away.
import { TargetFault } from '../failures.ts';

let by: string | undefined;

/** Lets no request of a run go out from here on. */
export const interrupt = (signal: string): void => {
  by ??= signal;
};

/** Throws where the run was interrupted. */
export const checkInterrupted = (): void => {
  if (by !== undefined) throw new TargetFault('stopped', `interrupted by ${by}`);
};
