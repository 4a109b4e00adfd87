// How a step ends that neither passes nor fails: what it needs was refused, or the whole run has to end.
import { setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import { TargetFault } from './targets/live/fault.ts';
import { HarnessWorld } from './world.ts';

type Code = (this: unknown, ...args: unknown[]) => unknown;

const conclusions = { configuration: 'configuration', unreachable: 'inconclusive', stopped: 'stopped' } as const;

/** Records why a run has to end; whoever reads the messages ends it. */
const recordEnd = (world: unknown, error: unknown): void => {
  if (!(error instanceof TargetFault) || !(world instanceof HarnessWorld)) return;
  world.record('stopped', { reason: error.message, conclusion: conclusions[error.kind] });
};

/** Lets every step and hook record what ends the run before it fails. */
setDefinitionFunctionWrapper(
  (code: Code) =>
    async function (this: unknown, ...args: unknown[]): Promise<unknown> {
      try {
        return await code.apply(this, args);
      } catch (error) {
        recordEnd(this, error);
        throw error;
      }
    },
);
