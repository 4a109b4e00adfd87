// Copies into dist what tsc leaves out and the code reads beside itself: schemas, pages, their styles and scripts.
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf, published, root } from './rooms.mjs';

for (const file of filesOf(published).filter((name) => /\.(json|html|css|js|svg)$/.test(name))) {
  const copy = join(root, 'dist', file);
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(join(root, file), copy);
}
