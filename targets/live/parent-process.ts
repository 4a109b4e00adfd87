// Ties the suite to the command that has started it: an orphan would go on creating what nobody cleans up.
import { variableIn, type Environment } from './environment.ts';
import { TargetFault } from '../failures.ts';
import { runVariable } from './run-ledger.ts';

const isTied = (environment: Environment): boolean =>
  variableIn(environment, runVariable) !== undefined && process.channel !== undefined;

/** Ends this process as soon as the command that has started it is gone, however it went. */
export const exitWithParent = (environment: Environment): void => {
  if (!isTied(environment)) return;
  process.channel?.unref();
  process.once('disconnect', () => process.exit(1));
};

/** Throws where the command is gone, before the news of it has arrived. */
export const checkParent = (environment: Environment): void => {
  if (isTied(environment) && !process.connected) throw new TargetFault('stopped', 'the command ended');
};
