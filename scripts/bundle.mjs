// Bundles the mock as CommonJS, for runners whose own module system takes no ES modules (jest): dist/commonjs.
// tsdown, which wraps rolldown, needs Node 22.18: this project is built on Node 20.19.
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = new URL('../', import.meta.url);
const folder = new URL('dist/commonjs/', root);
mkdirSync(folder, { recursive: true });

// Schemas and the files of the page are found beside a module's own URL, which in the bundle is where the module was.
const banner = `const urlOf = (path) => require('node:url').pathToFileURL(require('node:path').join(__dirname, path)).href;`;

const ownUrls = {
  name: 'own-urls',
  transform: (code, id) => {
    if (!code.includes('import.meta.url')) return undefined;
    const place = relative(fileURLToPath(folder), id).replaceAll('\\', '/');
    return code.replaceAll('import.meta.url', `urlOf(${JSON.stringify(place)})`);
  },
};

const bundles = {
  mock: { input: 'dist/mock-server/bundle.js', external: [/^node:/, 'nock', 'json-server', 'classic-level'] },
  fixtures: { input: 'dist/fixtures/index.js', external: [/^node:/] },
};

for (const [name, { input, external }] of Object.entries(bundles)) {
  const bundle = await rolldown({
    cwd: new URL('.', root).pathname,
    input,
    external,
    platform: 'node',
    logLevel: 'silent',
    plugins: [ownUrls],
  });
  await bundle.write({
    file: new URL(`${name}.cjs`, folder).pathname,
    format: 'cjs',
    banner,
    codeSplitting: false,
  });
  await bundle.close();
}

// The same bundle for `import`, so that a process never holds two mocks that do not know of each other.
writeFileSync(new URL('nock.mjs', folder), `export { mockCanvas } from './mock.cjs';\n`);

// The types of what is required: those of the modules, under a name that a compiler of CommonJS may import.
const types = { mock: '../mock-server/index.js', nock: '../mock-server/nock.js', fixtures: '../fixtures/index.js' };
for (const [name, source] of Object.entries(types))
  writeFileSync(new URL(`${name}.d.cts`, folder), `export * from '${source}';\n`);
