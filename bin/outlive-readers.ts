// What becomes of a command whose output nobody reads any more, or cannot be written.
import { say } from '../schemas/say.ts';
import { exitCodes } from '../conformance/run/exit-codes.ts';

/**
 * A reader that has seen enough, as `| head -1`, ends what is shown, and not what is done: the exit code stays. Where the
 * output cannot be written for another reason, such as a full disk, the command goes on to its end and then says so.
 */
export const outliveReaders = (): void => {
  let unwritten: string | undefined;
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') unwritten ??= error.message;
    });
  process.once('exit', () => {
    if (unwritten === undefined) return;
    say(`canvas-harness: the output cannot be written: ${unwritten}`);
    process.exitCode = exitCodes.usage.code;
  });
};
