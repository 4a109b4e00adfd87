// Where a command leaves what it has made: a file that was named, or the standard output.
import { writeFileSync } from 'node:fs';
import { Stop } from '../conformance/run/exit-codes.ts';

const wordsOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);

/** Writes a text to a file. A file that cannot be written ends the command with one line. */
export const writeTo = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Stop('usage', `cannot write ${file}: ${wordsOf(error)}`);
  }
};

/** Writes a text to the file that was named, else to the standard output. */
export const writeOut = (file: string | undefined, text: string): void => {
  if (file === undefined) process.stdout.write(text);
  else writeTo(file, text);
};
