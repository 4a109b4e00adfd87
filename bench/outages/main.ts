// npm run outages -- [--after <n,n>] [--jobs <n>] [words…]: verifies servers that break from one request on, and prints a line for each.
import { parseArgs } from 'node:util';
import { inParallel } from '../test-support/in-parallel.ts';
import { outages } from './outages.ts';
import { verifyOutage } from './verify-outage.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: '2' },
    after: { type: 'string', default: '0,3,12,150,600' },
    rules: { type: 'string' },
  },
});
const chosen = Object.keys(outages).filter(
  (name) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);
const tries = values.after.split(',').flatMap((after) => chosen.map((name) => ({ name, after: Number(after) })));
const args = values.rules === undefined ? [] : ['--rules', values.rules];
let bad = 0;

await inParallel(tries, Number(values.jobs), async ({ name, after }) => {
  const { code, out, err, blamed, reworded, requests, recheck } = await verifyOutage(name, after, args);
  // Where the run gets by without what is lost, it may end well.
  const isOk = blamed.length === 0 && [0, 3, 5, 6].includes(code ?? -1) && recheck === '';
  if (!isOk) bad += 1;
  const why =
    `${out}${err}`.split('\n').find((line) => /^(canvas-harness:|because|stopped|why)/.test(line)) ??
    out.split('\n').slice(0, 3).join(' | ');
  const blame = blamed.length === 0 ? '' : ` BLAMED ${blamed.length}: ${blamed.slice(0, 5).join()}`;
  const re = recheck === '' ? '' : ` RECHECK ${recheck.split('\n').slice(0, 3).join(' / ')}`;
  process.stdout.write(
    `${isOk ? 'ok' : 'WRONG'} ${code} after ${after} (${requests}) ${name}${blame}${reworded.length ? ` reworded ${reworded.join()}` : ''}${re}  ${why}\n`,
  );
});
process.stdout.write(`${tries.length} outages, ${bad} wrong\n`);
process.exitCode = bad === 0 ? 0 : 1;
