// Makes one JavaScript file of a client in TypeScript, so that its many runs do not compile it each time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The path of the file that node runs. */
export const bundled = async (source: string): Promise<string> => {
  const bundle = await rolldown({ input: fileURLToPath(new URL(source, import.meta.url)), platform: 'node' });
  const file = join(folder, `${basename(source, '.ts')}.mjs`);
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  return file;
};
