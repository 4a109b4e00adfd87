// npm run teeth: every mutant against the suite, in two processes, and the kill matrix in docs/teeth.md.
// Ends with 1 where a mutant survives or the matrix is stale.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { command } from '../../scripts/command.ts';
import { isKilled, matrix } from './matrix.ts';
import type { MutantResult } from './run.ts';

type Numbered = MutantResult & { readonly position: number };

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = new URL('../../docs/teeth.md', import.meta.url);
const workers = 2;

const { check: isCheck = false } = command(
  'teeth',
  'Sets every mutant of the mock against the suite, and writes docs/teeth.md.',
)
  .option('--check', 'compares docs/teeth.md instead of writing it')
  .parse()
  .opts<{ check?: true }>();

const work = async (number: number): Promise<Numbered[]> => {
  const file = fileURLToPath(new URL('./worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', './scripts/ts-hooks.mjs', file, String(number), String(workers)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const results: Numbered[] = [];
  for await (const line of createInterface(child.stdout)) results.push(JSON.parse(line) as Numbered);
  const code = await ended;
  if (code !== 0) throw new Error(`A worker ended with ${String(code)}:\n${errors.join('').slice(-4000)}`);
  return results;
};

const all = await Promise.all(Array.from({ length: workers }, (_, number) => work(number)));
const results = all.flat().toSorted((one, other) => one.position - other.position);
const text = await prettier.format(matrix(results), { parser: 'markdown', printWidth: 120 });
const survivors = results.filter((result) => !isKilled(result));
for (const { mutant, killedBy } of survivors)
  console.error(killedBy > 0 ? `killed by a crash, not by an assertion: ${mutant}` : `survives: ${mutant}`);

const isStale = isCheck && text !== readFileSync(page, 'utf8');
if (isStale) console.error('docs/teeth.md is stale: run `npm run teeth` and commit it');
if (!isCheck) writeFileSync(page, text);
console.log(`teeth: ${results.length - survivors.length} of ${results.length} mutants killed`);
process.exitCode = survivors.length > 0 || isStale ? 1 : 0;
