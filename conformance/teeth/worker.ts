// One of several processes that share the mutants: `worker.ts <number> <of>` prints a line of JSON for each of its own.
import { defaultEdition } from '../../schemas/editions.ts';
import { mutantsOf } from './index.ts';
import { bites } from './run.ts';

const [number = 0, of = 1] = process.argv.slice(2).map(Number);
const mine = mutantsOf(defaultEdition)
  .map((mutant, position) => ({ mutant, position }))
  .filter(({ position }) => Math.floor(position / 3) % of === number);

let turn = 0;
for await (const bite of bites(
  mine.map(({ mutant }) => mutant),
  defaultEdition,
))
  process.stdout.write(`${JSON.stringify({ position: mine[turn++]?.position, ...bite })}\n`);
