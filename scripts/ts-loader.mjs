// The hooks behind ts-hooks.mjs: .ts files through ts-node, each compiled only once as it stands.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = new URL('../', import.meta.url);
const home = fileURLToPath(root);
const cache = new URL('node_modules/.cache/canvas-harness/', root);

process.env.TS_NODE_PROJECT ??= fileURLToPath(new URL('tsconfig.json', root));

/** What the outcome depends on besides a text of ours: the compiler, its options, and whether the package is of modules. */
const circumstances = [
  ...['ts-node', 'typescript'].map((name) => require(`${name}/package.json`).version),
  ...Object.entries(process.env).filter(([name]) => name.startsWith('TS_NODE_')),
  readFileSync(process.env.TS_NODE_PROJECT, 'utf8'),
  readFileSync(new URL('package.json', root), 'utf8'),
].join('\0');

let compiler;

/** The compiler takes longer to load than most files to compile, so it waits for one that needs it. */
const compile = (source, file) => (compiler ??= require('ts-node').create()).compile(source, file);

const hashOf = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex');

/** The first line of what is kept tells of what it was compiled, and how long it is; undefined where that is not so. */
const kept = (place, of) => {
  const [, first, text] = /^(.*)\n([^]*)$/.exec(existsSync(place) ? readFileSync(place, 'utf8') : '') ?? [];
  return first === `${of} ${text?.length}` ? text : undefined;
};

/** Renamed into place, so that another process sees the whole of it or nothing. */
const keep = (place, of, text) => {
  try {
    mkdirSync(cache, { recursive: true });
    const aside = new URL(`${place.href}.${process.pid}`);
    writeFileSync(aside, `${of} ${text.length}\n${text}`);
    renameSync(aside, place);
  } catch {
    // What cannot be kept is compiled again.
  }
};

/** Files elsewhere may stand under options that we do not see. */
const isAtHome = (file) => file.startsWith(home);

const compiled = (file) => {
  const source = readFileSync(file, 'utf8');
  if (!isAtHome(file)) return compile(source, file);
  const place = new URL(hashOf(file), cache);
  const of = hashOf(circumstances, source);
  const known = kept(place, of);
  if (known !== undefined) return known;
  const text = compile(source, file);
  keep(place, of, text);
  return text;
};

const isOurs = (url) => url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

export const resolve = (specifier, context, next) => {
  // The emitted code says './x.js' where the source says './x.ts'; point it back at the source.
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL !== undefined && isOurs(context.parentURL)) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return next(source.href, context);
  }
  return next(specifier, context);
};

export const load = (url, context, next) =>
  isOurs(url) ? { format: 'module', shortCircuit: true, source: compiled(fileURLToPath(url)) } : next(url, context);
