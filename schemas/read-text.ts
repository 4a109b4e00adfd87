// The text of a file that somebody has named, which may be a pipe into which nobody writes, or a device without an end.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

const mebibyte = 1_048_576;

/** MiB that a file may have. */
const usual = 256;

/** MiB of a file whose text is still one that V8 can hold. */
export const largest = 500;

const [smallestPart, largestPart] = [65_536, 16_777_216];

const bytesFrom = (file: number, most: number): Buffer => {
  const size = Math.min(largestPart, Math.max(smallestPart, fstatSync(file).size + 1));
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(size);
    const read = readSync(file, part, 0, size, null);
    if (read === 0) return Buffer.concat(parts);
    length += read;
    if (length > most * mebibyte) throw new Error(`it is larger than ${most} MiB`);
    parts.push(part.subarray(0, read));
  }
};

/** What may be named beside regular files: nothing, and what was opened for the command, as by `<(…)` of a shell. */
const others = /^\/dev\/(null|stdin|fd\/\d+)$|^\/proc\/self\/fd\/\d+$/;

/** Refuses what might keep its reader waiting for ever; a folder is refused when it is read. */
const checkKind = (name: string): void => {
  const kind = statSync(name);
  if (!kind.isFile() && !kind.isDirectory() && !others.test(name)) throw new Error('it is no regular file');
};

/** The bytes of a file of at most so many MiB. Throws what `fileFault` puts into words. */
export const readBytes = (name: string, most = usual): Buffer => {
  checkKind(name);
  const file = openSync(name, 'r');
  try {
    return bytesFrom(file, most);
  } finally {
    closeSync(file);
  }
};

/** The text of a file. Throws what `fileFault` puts into words. */
export const readText = (name: string): string => readBytes(name).toString('utf8');
