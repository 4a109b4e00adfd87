// Keeps what V8 compiles of dist beside the package, so that the next process need not compile it again: a third of a start.
// To be imported before anything of dist.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';

const { env, version, arch, execArgv, pid } = process;
const { extensions } = createRequire(import.meta.url);
const dist = join(import.meta.dirname, '../dist') + sep;
const folder = join(import.meta.dirname, '../node_modules/.cache/canvas-harness/compiled');

/** What is compiled by one V8 with one set of flags is of no use to another. */
const circumstances = JSON.stringify([version, arch, execArgv, env['NODE_OPTIONS'] ?? '']);

/** How often what is kept of a file is made anew: a later run may have compiled more of it. */
const generations = 3;

/** Milliseconds after which a process that goes on keeps what it has compiled: later V8 forgets what only a start needs. */
const soon = 2000;

const kept = (place) => {
  try {
    const bytes = readFileSync(place);
    return { generation: bytes[0], data: bytes.subarray(1) };
  } catch {
    return undefined;
  }
};

/** Renamed into place, so that another process sees the whole of it or nothing. */
const keep = ({ place, script, generation }) => {
  const aside = `${place}.${pid}`;
  writeFileSync(aside, Buffer.concat([Buffer.of(generation), script.createCachedData()]));
  renameSync(aside, place);
};

const toKeep = [];

const keepAll = () => {
  try {
    if (toKeep.length > 0) mkdirSync(folder, { recursive: true });
    for (const one of toKeep.splice(0)) keep(one);
  } catch {
    // What cannot be kept is compiled again.
  }
};

/** Runs a file as Node would. What is kept goes by the text itself, so that it never stands for another. */
const run = (module, filename, usual) => {
  const source = readFileSync(filename, 'utf8');
  // Node has only an experiment to import from what is run so, and warns of it.
  if (source.includes('import(')) return usual(module, filename);
  const place = join(folder, createHash('sha256').update(circumstances).update(source).digest('hex'));
  const known = kept(place);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${source}\n})`, {
    filename,
    cachedData: known?.data,
  });
  const generation = known === undefined || script.cachedDataRejected ? 1 : known.generation + 1;
  if (generation <= generations) toKeep.push({ place, script, generation });
  const { exports } = module;
  script.runInThisContext().call(exports, exports, createRequire(filename), module, filename, dirname(filename));
  return undefined;
};

// Files of dist are required with what an earlier process compiled of them.
if (env['NODE_DISABLE_COMPILE_CACHE'] === undefined) {
  const usual = extensions['.js'];
  extensions['.cjs'] = (module, filename) =>
    filename.startsWith(dist) ? run(module, filename, usual) : usual(module, filename);
  process.once('exit', keepAll);
  setTimeout(keepAll, soon).unref();
}
