// The rooms of the project, and the files in them: said once for the checks, the tests and the arrows.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** What is published. */
export const published = [
  'redaction',
  'schemas',
  'fixtures',
  'mock-server',
  'targets',
  'steps',
  'conformance',
  'differential',
  'bin',
];

/** All rooms with code. */
export const rooms = [...published, 'bench', 'scripts', 'examples'];

/** The files of some rooms, by their paths from the root with slashes; without what is installed there. */
export const filesOf = (folders, home = root) =>
  folders.flatMap((folder) => {
    try {
      return readdirSync(join(home, folder), { recursive: true })
        .map((file) => `${folder}/${String(file).replaceAll('\\', '/')}`)
        .filter((file) => !file.split('/').includes('node_modules'));
    } catch {
      return [];
    }
  });
