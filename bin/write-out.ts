// Where a command leaves what it has made: a file that was named, or the standard output.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Stop } from '../conformance/run/exit-codes.ts';

const wordsOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);

/** Runs what writes to a file; a file that cannot be written ends the command with one line. */
const guarded = (file: string, write: () => void): void => {
  try {
    write();
  } catch (error) {
    throw new Stop('usage', `cannot write ${file}: ${wordsOf(error)}`);
  }
};

/** Writes a text to a file. */
export const writeTo = (file: string, text: string): void => {
  guarded(file, () => {
    writeFileSync(file, text);
  });
};

/** Writes a file of a folder that the command makes, with the folders above it. */
export const writeInto = (file: string, text: string): void => {
  guarded(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  });
};

/** Writes a text to the file that was named, else to the standard output. */
export const writeOut = (file: string | undefined, text: string): void => {
  if (file === undefined) process.stdout.write(text);
  else writeTo(file, text);
};
