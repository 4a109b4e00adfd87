// Builds dist: the steps as an ES module, everything else as CommonJS, because a runner like jest takes no ES modules.
// What the code uses of other packages is put in, so that a user installs one package and no more.
// tsdown, which wraps rolldown, needs Node 22.18: this project is built on Node 20.19.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { licenceNotices } from './licence-notices.mjs';
import { filesOf, published, root } from './rooms.mjs';

const dist = join(root, 'dist');
const { resolve } = createRequire(import.meta.url);

/** Used as the user has installed it, and from the bundle where it is not installed. */
const installedOrBundled = ['nock', 'classic-level'];

/** Systems whose native build of classic-level is put in. Elsewhere (Alpine, for one) the user installs classic-level. */
const systems = ['linux-x64', 'linux-arm64', 'darwin-x64+arm64', 'win32-x64'];

const withoutSpaces = (json) => JSON.stringify(JSON.parse(json));

/** What code reads beside itself, and what it reads of other packages. */
const copyAssets = () => {
  for (const file of filesOf(published).filter((name) => /\.(json|html|css|js|svg|gz)$/.test(name))) {
    cpSync(join(root, file), join(dist, file));
    if (file.endsWith('.json')) writeFileSync(join(dist, file), withoutSpaces(readFileSync(join(root, file), 'utf8')));
  }
  for (const name of ['event-calendar.min.js', 'event-calendar.min.css'])
    cpSync(resolve(`@event-calendar/build/dist/${name}`), join(dist, 'mock-server/admin/page/browser', name));
  const prebuilds = join(dirname(resolve('classic-level/package.json')), 'prebuilds');
  const filter = (path) => !path.endsWith('.musl.node');
  for (const system of systems)
    cpSync(join(prebuilds, system), join(dist, 'prebuilds', system), { recursive: true, filter });
};

const slashed = (path) => path.split(sep).join('/');

// A file beside a module is found from dist, wherever the module has gone in the bundle.
const ownUrls = {
  name: 'own-urls',
  transform: (code, id) => {
    if (/classic-level[\\/]binding\.js$/.test(id)) return code.replace('__dirname', `bundledFile('.')`);
    if (id.includes('node_modules') || !code.includes('import.meta.url')) return undefined;
    // Left out, `require` is the bundle's own: what it names is put in, and run when it is asked for.
    const bundled = code.replace('const require = createRequire(import.meta.url);', '');
    return bundled.replaceAll('import.meta.url', `bundledUrl(${JSON.stringify(slashed(relative(root, id)))})`);
  },
};

/** Parts of packages that the mock never calls: json-server's page, log and character sets, Fastify's compilers of schemas. */
const unused = [
  [/@fastify[\\/](ajv|fast-json-stringify)-compiler[\\/]index\.js$/, 'module.exports = undefined;'],
  [/json-server[\\/]lib[\\/]server[\\/]defaults\.js$/, 'module.exports = undefined;'],
  [/iconv-lite[\\/]encodings[\\/]tables[\\/]/, '[]'],
  [/iconv-lite[\\/]encodings[\\/]sbcs-data(-generated)?\.js$/, 'module.exports = {};'],
];

const withoutUnused = {
  name: 'without-unused',
  load: (id) => unused.find(([pattern]) => pattern.test(id))?.[1],
};

const installedFirst = {
  name: 'installed-first',
  resolveId: {
    order: 'pre',
    handler(source, importer) {
      const [, wanted, name] = /^(installed|bundled):(.+)$/.exec(source) ?? [];
      if (wanted === 'installed') return { id: name, external: true };
      if (wanted === 'bundled') return resolve(name);
      const isOurs = importer !== undefined && !importer.includes('node_modules');
      return isOurs && installedOrBundled.includes(source) ? `\0${source}.cjs` : undefined;
    },
  },
  load: (id) => {
    const name = installedOrBundled.find((one) => id === `\0${one}.cjs`);
    return (
      name &&
      `try {
  module.exports = require('installed:${name}');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  module.exports = require('bundled:${name}');
}`
    );
  },
};

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text of ASCII alone takes Node half the memory, and a tenth of the time to read: one dash would make two bytes of each
 * character of a file. A raw template shows its escapes, so that none may have such a character.
 */
const asAscii = {
  name: 'as-ascii',
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle).filter(({ type }) => type === 'chunk')) {
      if (/String\.raw`[^`]*[^\0-\x7f]/.test(chunk.code))
        throw new Error(`${chunk.fileName}: a raw template beyond ASCII`);
      chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escaped);
    }
  },
};

// How long a plugin takes is no fault of the build.
const common = { cwd: root, platform: 'node', logLevel: 'warn', checks: { bundlerTimings: false } };
const external = [/^node:/, '@cucumber/cucumber'];
/** Annotations tell bundlers what to leave out of modules; nothing can be left out of CommonJS. */
const comments = { annotation: false };
const minify = { compress: true, mangle: true, codegen: { removeWhitespace: true } };

/** What the steps use of the rooms below them: from the CommonJS bundle, so that it is there once. */
const faces = new Map();

const facesBelow = {
  name: 'faces-below',
  async resolveId(source, importer, options) {
    if (importer === undefined || !source.startsWith('.')) return undefined;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    const path = found && slashed(relative(root, found.id));
    if (path === undefined || path.startsWith('steps/') || path.includes('node_modules/')) return undefined;
    const name = path.replace(/\.ts$/, '');
    faces.set(name, path);
    return { id: `../${name}.cjs`, external: true };
  },
};

/** The steps are a module in which an editor finds `Given('…')` as it was written. */
const bundleSteps = async () => {
  const build = await rolldown({
    ...common,
    external,
    input: { 'steps/index': 'steps/index.ts' },
    plugins: [facesBelow],
  });
  const { output } = await build.write({
    dir: dist,
    format: 'esm',
    codeSplitting: false,
    minify: { ...minify, mangle: { toplevel: false } },
  });
  await build.close();
  return output;
};

const up = ({ fileName }) => '../'.repeat(fileName.split('/').length - 1) || './';

/** Everything else, as CommonJS; parts that entries share stand in files of their own. */
const bundleLibrary = async (input) => {
  const build = await rolldown({
    ...common,
    external,
    input,
    plugins: [installedFirst, withoutUnused, ownUrls, asAscii],
  });
  const { output } = await build.write({
    dir: dist,
    format: 'cjs',
    minify,
    comments,
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    banner: (chunk) => `const bundledNodeUrl = require('node:url');
const bundledUrl = (path) => new URL('${up(chunk)}' + path, bundledNodeUrl.pathToFileURL(__filename)).href;
const bundledFile = (path) => bundledNodeUrl.fileURLToPath(bundledUrl(path));`,
  });
  await build.close();
  return output;
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
copyAssets();
const entries = { mock: 'mock-server/published.ts', nock: 'mock-server/nock.ts', fixtures: 'fixtures/index.ts' };
const steps = await bundleSteps();
const command = { 'bin/canvas-harness': 'bin/canvas-harness.ts' };
const library = await bundleLibrary({ ...command, ...entries, ...Object.fromEntries(faces) });

// An import gets what a require gets, so that a process never holds two mocks that do not know of each other.
for (const { name, exports } of library.filter(({ isEntry, name }) => isEntry === true && name in entries))
  writeFileSync(join(dist, `${name}.js`), `export { ${exports.join(', ')} } from './${name}.cjs';\n`);
writeFileSync(join(dist, 'steps.cjs'), `module.exports = require('./steps/index.js');\n`);

const ids = [...steps, ...library].flatMap(({ moduleIds = [] }) => moduleIds);
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licenceNotices([...ids, resolve('@event-calendar/build')]));
