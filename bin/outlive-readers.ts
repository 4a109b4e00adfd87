// Lets a command go on where the reader of its output has gone, or where its output cannot be written.
import { say } from '../schemas/say.ts';
import { exitCodes } from '../conformance/run/exit-codes.ts';

/**
 * A reader that closes early, as `| head -1` does, ends neither the command nor changes its exit code. Where the output cannot
 * be written for another reason, such as a full disk, the command runs to its end and then says so.
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
