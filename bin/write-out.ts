// Where a command leaves what it has made: a file that was named, or the standard output.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileFault } from '../schemas/file-fault.ts';
import { makeFolder } from '../schemas/make-folder.ts';
import { Stop } from '../conformance/run/exit-codes.ts';

/** Writes a text to a file. A file that cannot be written ends the command with one line. */
export const writeTo = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Stop('usage', `cannot write ${file}: ${fileFault(error)}`);
  }
};

const isEmpty = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

/** Writes files into a folder that is new or empty: nothing of an earlier export stays among them. */
export const writeFolder = (folder: string, files: ReadonlyMap<string, string>): void => {
  try {
    if (!isEmpty(folder)) throw new Error('the folder is not empty');
    for (const [path, text] of files) {
      makeFolder(dirname(join(folder, path)));
      writeFileSync(join(folder, path), text);
    }
  } catch (error) {
    throw new Stop('usage', `cannot write ${folder}: ${fileFault(error)}`);
  }
};

/** Writes a text to the file that was named, else to the standard output. */
export const writeOut = (file: string | undefined, text: string): void => {
  if (file === undefined) process.stdout.write(text);
  else writeTo(file, text);
};
