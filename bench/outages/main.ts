// npm run outages: verifies servers that break from one request on, and prints a line for each.
import { command, namesWith, wholeFrom } from '../../scripts/command.ts';
import { inParallel } from '../test-support/in-parallel.ts';
import { outages } from './outages.ts';
import { verifyOutage } from './verify-outage.ts';

const asked = command('outages', 'Verifies servers that break from one request on.')
  .argument('[words...]', 'outages whose name holds one of these; all where none is given')
  .option('--jobs <n>', 'so many runs side by side', wholeFrom(1), 2)
  .option(
    '--after <n,n>',
    'so many requests are answered well before, one run for each number',
    (text) => text.split(',').map(wholeFrom(0)),
    [0, 3, 12, 150, 600],
  )
  .option('--rules <words>', 'rules of each run; all where nothing is given')
  .parse();
const values = asked.opts<{ jobs: number; after: readonly number[]; rules?: string }>();
const chosen = namesWith(Object.keys(outages), asked.args);
const tries = values.after.flatMap((after) => chosen.map((name) => ({ name, after })));
const args = values.rules === undefined ? [] : ['--rules', values.rules];
let bad = 0;

await inParallel(tries, values.jobs, async ({ name, after }) => {
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
