// A file that the user has named: its text, or one clear line on why it cannot be read, and what to do then.
import { fileFault } from '../../schemas/file-fault.ts';
import { readText } from '../../schemas/read-text.ts';
import { Stop } from './exit-codes.ts';

/** The text of a file. Throws a `Stop` where it cannot be read. */
export const readNamedFile = (file: string): string => {
  try {
    return readText(file);
  } catch (error) {
    throw new Stop('usage', `cannot read ${file}: ${fileFault(error)}`);
  }
};

/** What to do where a file that a run wrote is missing or damaged. */
export const nextStepForDamage =
  'name the folder that verify has written (--out) with all its files, or run verify again';
