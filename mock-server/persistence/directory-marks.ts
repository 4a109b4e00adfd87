// Whose a directory is, told without writing to it; and how a first start leaves one that the next understands.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asText } from '../../schemas/json.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { readText } from '../../schemas/read-text.ts';
import { faultOf, wordsOf } from './directory-fault.ts';

const marker = 'canvas-harness.json';
/** Stands in a directory from the first moment of a first start until everything that its worlds begin with is there. */
const unfinished = 'canvas-harness.unfinished';
/** The database, and the file that holds the number of the last batch that was acknowledged. */
export const fileNames = { database: 'db', ledger: 'acknowledged' } as const;
const format = { format: 'canvas-harness data', version: 1 } as const;

const ownFiles: readonly string[] = [marker, unfinished, fileNames.database, fileNames.ledger];

const markIn = (directory: string): Partial<typeof format> => {
  try {
    return (JSON.parse(readText(join(directory, marker))) ?? {}) as Partial<typeof format>;
  } catch {
    return {};
  }
};

const filesIn = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory);
  } catch (error) {
    throw faultOf(directory, `cannot be read: ${wordsOf(error)}`);
  }
};

/** Whether there is nothing yet that anybody was told of. Throws where the directory is somebody else's. Writes nothing. */
export const isUnfilled = (directory: string): boolean => {
  if (!existsSync(directory)) return true;
  const entries = filesIn(directory);
  if (entries.length === 0) return true;
  // The mark of a whole directory is written last: beside it, one of an unfinished start empties nothing.
  const isWhole =
    markIn(directory).format === format.format && Object.values(fileNames).every((entry) => entries.includes(entry));
  if (!isWhole && entries.includes(unfinished) && entries.every((entry) => ownFiles.includes(entry))) return true;
  if (!entries.includes(marker))
    throw faultOf(directory, 'holds something else: choose an empty or a new one. It was not touched');
  const { format: name, version } = markIn(directory);
  if (name !== format.format)
    throw faultOf(directory, `is damaged: ${marker} cannot be read. It was not touched; put a copy back`);
  if (version !== format.version)
    throw faultOf(
      directory,
      `is of version ${asText(version)}; this harness knows ${format.version}: take the harness that made it. It was not touched`,
    );
  const missing = Object.values(fileNames).find((entry) => !entries.includes(entry));
  if (missing !== undefined)
    throw faultOf(directory, `is damaged: ${missing} is missing. It was not touched; put a copy back`);
  return false;
};

/** Makes the directory where there is none. */
export const makeDirectory = (directory: string): void => {
  try {
    makeFolder(directory);
  } catch (error) {
    throw faultOf(directory, `cannot be made: ${wordsOf(error)}`);
  }
};

/** Begins to fill a directory: whatever ends the process from here on, the next start begins again. */
export const beginFilling = (directory: string): void => {
  try {
    writeFileSync(join(directory, unfinished), '');
  } catch (error) {
    throw faultOf(directory, `cannot be written: ${wordsOf(error)}`);
  }
};

/** The number of the batch that a filling counts as. */
export const firstBatch = 1;

export const batchText = (batch: number): string => String(batch).padStart(16, '0');

/** Marks the directory as ours, with its first batch, and as filled in the last step, which happens or does not. */
export const finishFilling = (directory: string, batch: number): void => {
  writeFileSync(join(directory, fileNames.ledger), batchText(batch));
  writeFileSync(join(directory, marker), `${JSON.stringify(format)}\n`);
  rmSync(join(directory, unfinished));
};
