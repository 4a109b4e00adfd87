// How a step ends that neither passes nor fails: what it needs was refused, or the whole run has to end.
import { setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import { ServerLost, TargetFault, Withheld } from '../../targets/index.ts';
import { HarnessWorld } from './world.ts';

type Code = (this: unknown, ...args: unknown[]) => unknown;

const conclusions = { configuration: 'configuration', unreachable: 'inconclusive', stopped: 'stopped' } as const;

/** Records why a run has to end; whoever reads the messages ends it. */
const recordEnd = (world: unknown, error: unknown): void => {
  if (!(error instanceof TargetFault) || !(world instanceof HarnessWorld)) return;
  world.record('stopped', {
    reason: error.message,
    conclusion: conclusions[error.kind],
    ...(error instanceof ServerLost ? { isServerLost: true } : {}),
  });
};

/** Skips the rest of a scenario whose request was withheld. */
const skipped = (world: unknown, { need, message: reason }: Withheld): string => {
  if (world instanceof HarnessWorld) world.record('notExercised', { need, reason });
  return 'skipped';
};

/** Lets every step and hook record what ends the run before it fails, and skip what was withheld. */
setDefinitionFunctionWrapper(
  (code: Code) =>
    async function (this: unknown, ...args: unknown[]): Promise<unknown> {
      try {
        return await code.apply(this, args);
      } catch (error) {
        if (error instanceof Withheld) return skipped(this, error);
        recordEnd(this, error);
        throw error;
      }
    },
);
