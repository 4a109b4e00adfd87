// Whether what was built into dist is to be run: always in an installed package, in a checkout while no source is newer.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist/bin/canvas-harness.cjs');
const project = join(root, 'tsconfig.build.json');

/** True where a source below the folder changed after the given time. */
const isNewer = (folder, time) =>
  readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isNewer(path, time);
    if (!/\.(ts|json|css|js)$/.test(entry.name) || entry.name.endsWith('.test.ts')) return false;
    return statSync(path).mtimeMs > time;
  });

// An installed package has no sources, only what was built.
const isCheckout = existsSync(project);

const isFresh = () => {
  const time = statSync(built).mtimeMs;
  const { include: folders } = JSON.parse(readFileSync(project, 'utf8'));
  return !folders.some((folder) => existsSync(join(root, folder)) && isNewer(join(root, folder), time));
};

/** True where dist stands for the sources. */
export const isBuilt = !isCheckout || (existsSync(built) && isFresh());
