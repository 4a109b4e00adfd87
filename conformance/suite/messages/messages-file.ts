// The messages of a run, in a compressed file beside its reports: uncompressed it would be ten times as long.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import { fileFault } from '../../../schemas/file-fault.ts';
import { readBytes, readText } from '../../../schemas/read-text.ts';
import { Stop } from '../../run/exit-codes.ts';
import { nextStepForDamage } from '../../run/named-file.ts';
import { envelopesOf, lineOf, type Envelope } from './envelope.ts';

/** The name of the file in the folder of the reports. */
export const messagesFile = 'messages.ndjson.gz';

/** The name that the file had before it was compressed. A folder of that time is still read. */
const plainFile = 'messages.ndjson';

/** The messages of a run, compressed beside whatever else is done. */
export const packMessages = (envelopes: readonly Envelope[]): Promise<Buffer> =>
  gzipBeside(`${envelopes.map(lineOf).join('\n')}\n`);

/** Writes packed messages into the folder of their run. */
export const writeMessages = (folder: string, packed: Buffer): void => {
  writeFileSync(join(folder, messagesFile), packed);
  rmSync(join(folder, plainFile), { force: true });
};

const gzipBeside = promisify(gzip) as (text: string) => Promise<Buffer>;

const textIn = (folder: string): string => {
  const isPlain = !existsSync(join(folder, messagesFile)) && existsSync(join(folder, plainFile));
  if (isPlain) return readText(join(folder, plainFile));
  return gunzipSync(readBytes(join(folder, messagesFile))).toString('utf8');
};

/** The messages that a run left in its folder. */
export const readMessages = (folder: string): readonly Envelope[] => {
  try {
    return envelopesOf(textIn(folder));
  } catch (error) {
    const file = join(folder, messagesFile);
    const { code, message } = error as NodeJS.ErrnoException;
    const isUnread = code !== undefined && !code.startsWith('Z_');
    const why = isUnread ? `cannot read ${file}: ${fileFault(error)}` : `${file} is damaged: ${message}`;
    throw new Stop('usage', `${why}; ${nextStepForDamage}`);
  }
};
