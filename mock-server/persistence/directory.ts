// The directory of a mock: recognised before it is touched, locked while it is used, checked on a copy.
import { closeSync, cpSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { readText } from '../../schemas/read-text.ts';
import {
  batchText,
  beginFilling,
  fileNames,
  finishFilling,
  firstBatch,
  isUnfilled,
  makeDirectory,
} from './directory-marks.ts';
import { codeOf, DirectoryFault, faultOf, wordsOf } from './directory-fault.ts';
import { inUse, lockDirectory, type Lock } from './lock.ts';

export type Database = ClassicLevel;

/** What a database holds, for those who read it; its last batch is known by number. */
interface Content {
  readonly batch: number;
}

/** Reads everything, or fills an empty database. Rejects where something is wrong. */
type Reading<T extends Content> = (database: Database) => Promise<T>;

const copyDatabase = (directory: string, copy: string): void => {
  try {
    // One that was killed at this point has left its copy.
    rmSync(copy, { recursive: true, force: true });
    // Nobody else on this machine reads it.
    mkdirSync(copy, { mode: 0o700 });
    cpSync(join(directory, fileNames.database), copy, { recursive: true });
    rmSync(join(copy, 'LOCK'), { force: true });
  } catch (error) {
    throw faultOf(directory, `cannot be checked on a copy, ${copy}: ${wordsOf(error)}. It was not touched`);
  }
};

/** The number in the ledger, which is never written otherwise than whole. */
const acknowledgedBatch = (directory: string): number => {
  const text = readText(join(directory, fileNames.ledger));
  if (!/^\d{16}$/.test(text)) throw new Error(`${fileNames.ledger} is not a number of 16 digits`);
  return Number(text);
};

/** Reads everything from a copy, so that a damaged database is left as it is. */
const onCopy = async <T extends Content>(directory: string, { copyPath: copy }: Lock, read: Reading<T>): Promise<T> => {
  try {
    copyDatabase(directory, copy);
    const database = new ClassicLevel<string, string>(copy, { createIfMissing: false });
    await database.open();
    try {
      return await read(database);
    } finally {
      await database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};

const readFilled = async <T extends Content>(directory: string, lock: Lock, read: Reading<T>): Promise<T> => {
  try {
    const content = await onCopy(directory, lock, read);
    const acknowledged = acknowledgedBatch(directory);
    if (content.batch >= acknowledged) return content;
    throw new Error(`it ends with batch ${content.batch} where ${acknowledged} were acknowledged`);
  } catch (error) {
    if (error instanceof DirectoryFault) throw error;
    throw faultOf(directory, `is damaged: ${wordsOf(error)}. It was not touched; put a copy back, or choose another`);
  }
};

/** Throws where a directory that looks like an unfinished start has been used since: it has lost a mark, and is not emptied. */
const checkUnused = async <T extends Content>(directory: string, lock: Lock, read: Reading<T>): Promise<void> => {
  if (!existsSync(join(directory, fileNames.database))) return;
  const isUsed = await onCopy(directory, lock, read).then(
    ({ batch }) => batch > firstBatch,
    // What an unfinished start has left need not be whole.
    () => false,
  );
  if (isUsed)
    throw faultOf(
      directory,
      'is damaged: it holds what was written later than its marks. It was not touched; put a copy back',
    );
};

export interface OpenDirectory {
  readonly path: string;
  readonly database: Database;
  /** Notes that a batch is about to be acknowledged, beside the database: were it to lose that batch, it shows. */
  readonly acknowledge: (batch: number) => void;
  readonly close: () => Promise<void>;
}

interface Opened<T> {
  readonly directory: OpenDirectory;
  readonly content: T;
  /** Whether it was filled just now. */
  readonly isFresh: boolean;
}

/** What was begun before and not finished is filled again, from nothing. */
const fillAnew = async <T extends Content>(path: string, database: Database, fill: Reading<T>): Promise<T> => {
  await database.clear();
  const content = await fill(database);
  finishFilling(path, content.batch);
  return content;
};

const withLedger = (path: string, database: Database, { release }: Lock): OpenDirectory => {
  const ledger = openSync(join(path, fileNames.ledger), 'r+');
  const close = async (): Promise<void> => {
    await database.close().finally(release);
    closeSync(ledger);
  };
  return { path, database, acknowledge: (batch) => void writeSync(ledger, batchText(batch), 0), close };
};

/** Opens a database, and lets the caller go on with it. It is closed again where that fails. */
const withDatabase = async <T>(path: string, proceed: (database: Database) => Promise<T>): Promise<T> => {
  const database = new ClassicLevel<string, string>(join(path, fileNames.database));
  await database.open();
  try {
    return await proceed(database);
  } catch (error) {
    await database.close();
    throw error;
  }
};

const openLocked = async <T extends Content>(
  path: string,
  lock: Lock,
  read: Reading<T>,
  fill: Reading<T>,
): Promise<Opened<T>> => {
  // Asked again, since another process may have filled it before this one had the lock.
  const isFresh = isUnfilled(path);
  if (isFresh) await checkUnused(path, lock, read);
  if (isFresh) beginFilling(path);
  const known = isFresh ? undefined : await readFilled(path, lock, read);
  return withDatabase(path, async (database) => {
    const content = known ?? (await fillAnew(path, database, fill));
    return { directory: withLedger(path, database, lock), content, isFresh };
  });
};

/** Opens a directory, making and filling it where it is new. Rejects with a DirectoryFault where it cannot be used. */
export const openDirectory = async <T extends Content>(
  path: string,
  read: Reading<T>,
  fill: Reading<T>,
): Promise<Opened<T>> => {
  isUnfilled(path);
  makeDirectory(path);
  const lock = await lockDirectory(path);
  try {
    return await openLocked(path, lock, read, fill);
  } catch (error) {
    await lock.release();
    if (error instanceof DirectoryFault) throw error;
    throw faultOf(path, codeOf(error) === 'LEVEL_LOCKED' ? inUse : `cannot be opened: ${wordsOf(error)}`);
  }
};
