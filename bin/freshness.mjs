// Whether what was built into dist is to be run: always in an installed package, in a checkout while no source is newer.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const built = new URL('dist/bin/canvas-harness.cjs', root);
const project = new URL('tsconfig.build.json', root);

/** True where a source below the folder changed after the given time. */
const isNewer = (folder, time) =>
  existsSync(folder) &&
  readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (entry.isDirectory()) return isNewer(new URL(`${entry.name}/`, folder), time);
    if (!/\.(ts|json|css|js)$/.test(entry.name) || entry.name.endsWith('.test.ts')) return false;
    return statSync(new URL(entry.name, folder)).mtimeMs > time;
  });

// An installed package has no sources, only what was built.
const isCheckout = existsSync(project);

const isFresh = () => {
  const time = statSync(built).mtimeMs;
  const { include: folders } = JSON.parse(readFileSync(project, 'utf8'));
  return !folders.some((folder) => isNewer(new URL(`${folder}/`, root), time));
};

/** True where dist stands for the sources. */
export const isBuilt = !isCheckout || (existsSync(built) && isFresh());
