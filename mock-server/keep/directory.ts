// The directory of a mock: recognised before it is touched, locked while it is used, checked on a copy.
import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';

/** What keeps a directory from being used, in one line. */
export class DirectoryFault extends Error {
  override readonly name = 'DirectoryFault';
}

const marker = 'canvas-harness.json';
const ledger = 'acknowledged';
const format = { format: 'canvas-harness data', version: 1 } as const;

export type Database = ClassicLevel;

const fault = (directory: string, problem: string): DirectoryFault =>
  new DirectoryFault(`the data directory ${directory} ${problem}`);

const codeOf = (error: unknown): string => {
  const { cause, code } = error as { readonly cause?: { readonly code?: string }; readonly code?: string };
  return cause?.code ?? code ?? '';
};

const wordsOf = (error: unknown): string => {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? (inner.message.split('\n')[0] ?? '') : String(inner);
};

const marked = (directory: string): unknown => {
  try {
    return JSON.parse(readFileSync(join(directory, marker), 'utf8')) as unknown;
  } catch {
    return undefined;
  }
};

/** Whether the directory is new; throws where it is somebody else's. Nothing is written. */
const isNew = (directory: string): boolean => {
  if (!existsSync(directory)) return true;
  let entries: readonly string[];
  try {
    entries = readdirSync(directory);
  } catch (error) {
    throw fault(directory, `cannot be read: ${wordsOf(error)}`);
  }
  if (entries.length === 0) return true;
  if (!entries.includes(marker))
    throw fault(directory, 'holds something else: choose an empty or a new one. It was not touched');
  const { format: name, version } = (marked(directory) ?? {}) as Partial<typeof format>;
  if (name !== format.format) throw fault(directory, `is damaged: ${marker} cannot be read. It was not touched`);
  if (version !== format.version)
    throw fault(
      directory,
      `is of version ${String(version)}; this harness knows ${format.version}. It was not touched`,
    );
  if (!entries.includes('db')) throw fault(directory, 'is damaged: its folder db is missing. It was not touched');
  return false;
};

/** A lock that ends with the process, whatever ends it: the engine's own, on a folder outside of the directory. */
const lock = async (directory: string): Promise<Database> => {
  const name = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 16);
  const held = new ClassicLevel<string, string>(join(tmpdir(), `canvas-harness-lock-${name}`));
  try {
    await held.open();
    return held;
  } catch (error) {
    if (codeOf(error) !== 'LEVEL_LOCKED') throw fault(directory, `cannot be locked: ${wordsOf(error)}`);
    throw fault(directory, 'is in use by another process: end that one, or choose another directory');
  }
};

/** Reads everything, and gives the number of the last batch. Rejects where something is wrong. */
type Check = (database: Database) => Promise<number>;

/** Opens a copy and lets `check` look at it, so that a damaged database is left as it is. */
const checked = async (directory: string, check: Check): Promise<void> => {
  const copy = mkdtempSync(join(tmpdir(), 'canvas-harness-check-'));
  try {
    cpSync(join(directory, 'db'), copy, { recursive: true });
    rmSync(join(copy, 'LOCK'), { force: true });
    const database = new ClassicLevel<string, string>(copy, { createIfMissing: false });
    await database.open();
    try {
      const batch = await check(database);
      const promised = Number(readFileSync(join(directory, ledger), 'utf8'));
      if (!(batch >= promised)) throw new Error(`it ends with batch ${batch} where ${promised} were acknowledged`);
    } finally {
      await database.close();
    }
  } catch (error) {
    throw fault(directory, `is damaged: ${wordsOf(error)}. It was not touched; put a copy back, or choose another`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};

export interface OpenDirectory {
  readonly database: Database;
  /** Notes that a batch is about to be acknowledged, beside the database: were it to lose that batch, it shows. */
  readonly acknowledge: (batch: number) => void;
  readonly close: () => Promise<void>;
}

const numbered = (batch: number): string => String(batch).padStart(16, '0');

const prepared = (directory: string): void => {
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, ledger), numbered(0));
    writeFileSync(join(directory, marker), `${JSON.stringify(format)}\n`);
  } catch (error) {
    if (error instanceof DirectoryFault) throw error;
    throw fault(directory, `cannot be made: ${wordsOf(error)}`);
  }
};

/** Opens a directory, making it where there is none. Rejects with a DirectoryFault where it cannot be used. */
export const openDirectory = async (directory: string, check: Check): Promise<OpenDirectory> => {
  const fresh = isNew(directory);
  if (fresh) prepared(directory);
  const held = await lock(directory);
  try {
    if (!fresh) await checked(directory, check);
    const database = new ClassicLevel<string, string>(join(directory, 'db'), { createIfMissing: fresh });
    await database.open();
    const note = openSync(join(directory, ledger), 'r+');
    const close = async (): Promise<void> => {
      await database.close().finally(() => held.close());
      closeSync(note);
    };
    return { database, acknowledge: (batch) => void writeSync(note, numbered(batch), 0), close };
  } catch (error) {
    await held.close();
    if (error instanceof DirectoryFault) throw error;
    if (codeOf(error) === 'LEVEL_LOCKED') throw fault(directory, 'is in use by another process');
    throw fault(directory, `cannot be opened: ${wordsOf(error)}`);
  }
};
