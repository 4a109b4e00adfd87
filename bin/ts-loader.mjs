// The hooks behind ts-hooks.mjs: .ts files through ts-node, each compiled only once as it stands.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const cache = new URL('../node_modules/.cache/canvas-harness/', import.meta.url);

process.env.TS_NODE_PROJECT ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));

/** What the outcome depends on besides the text: the compiler and its options. */
const circumstances = [
  ...['ts-node', 'typescript'].map((name) => require(`${name}/package.json`).version),
  readFileSync(process.env.TS_NODE_PROJECT, 'utf8'),
].join('\0');

let compiler;

/** The compiler takes longer to load than most files to compile, so it waits for one that needs it. */
const compile = (source, file) => (compiler ??= require('ts-node').create()).compile(source, file);

const hashOf = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex');

/** The first line of what is kept tells of what it was compiled; undefined where that was something else. */
const kept = (place, of) => {
  const text = existsSync(place) ? readFileSync(place, 'utf8') : '';
  return text.startsWith(`${of}\n`) ? text.slice(of.length + 1) : undefined;
};

/** Renamed into place, so that another process sees the whole of it or nothing. */
const keep = (place, of, text) => {
  try {
    mkdirSync(cache, { recursive: true });
    const aside = new URL(`${place.href}.${process.pid}`);
    writeFileSync(aside, `${of}\n${text}`);
    renameSync(aside, place);
  } catch {
    // What cannot be kept is compiled again.
  }
};

const compiled = (file) => {
  const source = readFileSync(file, 'utf8');
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
