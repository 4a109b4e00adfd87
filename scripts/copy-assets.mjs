// Copies what tsc leaves behind into dist: the JSON Schemas, the style and script of the report page, and the
// files of the page at /__admin/.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';

const root = new URL('../', import.meta.url);

const copy = (folder, isAsset) => {
  const target = new URL(`dist/${folder}/`, root);
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(new URL(`${folder}/`, root)).filter(isAsset)) {
    cpSync(new URL(`${folder}/${name}`, root), new URL(name, target));
  }
};

copy('schemas', (name) => name.endsWith('.json'));
copy('conformance/reports/page', (name) => /\.(css|js)$/.test(name));
copy('mock-server/admin/page/browser', (name) => /\.(html|css|js|svg)$/.test(name));
