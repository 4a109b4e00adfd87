// A lock that lets one process at a time use a directory. It ends with the process, also by kill -9.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { codeOf, faultOf, wordsOf } from './directory-fault.ts';

export const inUse = 'is in use by another process: end that one, or choose another directory';

export interface Lock {
  /** A place outside of the directory that nobody else uses meanwhile. */
  readonly copyPath: string;
  readonly release: () => Promise<void>;
}

/** Takes the engine's lock on a folder outside of the directory: where it is refused, the directory stays untouched. */
export const lockDirectory = async (directory: string): Promise<Lock> => {
  const name = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 16);
  const pathFor = (use: string): string => join(tmpdir(), `canvas-harness-${use}-${name}`);
  const database = new ClassicLevel<string, string>(pathFor('lock'));
  try {
    await database.open();
    return { copyPath: pathFor('check'), release: () => database.close() };
  } catch (error) {
    if (codeOf(error) === 'LEVEL_LOCKED') throw faultOf(directory, inUse);
    throw faultOf(directory, `cannot be locked by ${pathFor('lock')}: ${wordsOf(error)}`);
  }
};
