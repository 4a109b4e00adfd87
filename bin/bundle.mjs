// Bundles the mock as CommonJS, for runners whose own module system takes no ES modules (jest): dist/commonjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

const root = new URL('../', import.meta.url);
const folder = new URL('dist/commonjs/', root);
mkdirSync(folder, { recursive: true });

// Schemas and the like are found beside a module's own URL; in the bundle that is the folder of the schemas.
const ownUrl = `require('node:url').pathToFileURL(require('node:path').join(__dirname, '../schemas/bundle.js')).href`;

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
    transform: { define: { 'import.meta.url': 'importMetaUrl' } },
  });
  await bundle.write({
    file: new URL(`${name}.cjs`, folder).pathname,
    format: 'cjs',
    banner: `const importMetaUrl = ${ownUrl};`,
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
