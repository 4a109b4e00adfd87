// The signals that end a run which writes: the first lets it put away what it has created, the second leaves that to cleanup.
import { say } from '../../schemas/say.ts';
import { interrupt } from '../../targets/live/index.ts';
import { exitCodes } from '../run/exit-codes.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Heeds signals until the function that it gives is called. `rest` says what does the rest after a second one. */
export const heedSignals = (rest: string): (() => void) => {
  let count = 0;
  const heed = (signal: NodeJS.Signals): void => {
    count += 1;
    interrupt(signal);
    if (count === 1) say(`${signal}      putting away what was created; once more leaves it`);
    else {
      say(`${signal}      left as it is: ${rest}`);
      process.exit(exitCodes.stopped.code);
    }
  };
  for (const signal of signals) process.on(signal, heed);
  return () => {
    for (const signal of signals) process.off(signal, heed);
  };
};
