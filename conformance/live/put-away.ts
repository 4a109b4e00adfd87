// The end of what has written to a live side: what it created is put away, and told of, whatever became of the rest.
import { redacted } from '../../redaction/secrets.ts';
import { say } from '../../schemas/say.ts';
import { cleanup, type Cleanup } from './cleanup.ts';
import { cleanupLines } from './cleanup-report.ts';
import type { OpenRun } from './open-live-run.ts';

/** The command that puts away what a run has left open. */
export const cleanupCommand = ({ ledger }: Pick<OpenRun, 'ledger'>): string =>
  `canvas-harness cleanup --ledger ${ledger}`;

/** Puts away what a run has created, and says so in lines. Failing to do so is said, and changes no verdict. */
export const putAway = async (
  open: OpenRun,
  secrets: readonly string[] = [],
  isTold: (one: Cleanup) => boolean = () => true,
): Promise<readonly string[]> => {
  const rest = `try         ${cleanupCommand(open)}`;
  try {
    const { runs } = await cleanup(open.ledger, open.client, { only: open.run, proof: 'mark or ledger' });
    const isLeft = runs.some((one) => one.open.length > 0);
    return [...runs.filter(isTold).flatMap(cleanupLines), ...(isLeft ? [rest] : [])];
  } catch (error) {
    return [`cleanup     failed: ${redacted((error as Error).message, secrets)}`, rest];
  }
};

/** Awaits a run and then its cleanup. Where the run fails, nobody will print the cleanup's lines: they are told at once. */
export const endWithCleanup = async <Result>(
  run: Promise<Result>,
  close: () => Promise<readonly string[]>,
): Promise<{ readonly result: Result; readonly cleanup: readonly string[] }> => {
  let result: Result;
  try {
    result = await run;
  } catch (error) {
    for (const line of await close()) say(line);
    throw error;
  }
  return { result, cleanup: await close() };
};
