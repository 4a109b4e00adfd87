// One of several processes that share the mutants: `worker.ts <number> <of>` prints a line of JSON for each of its own.
import { choices, mutantsOf } from '../../differential/mutants/index.ts';
import { runMutants } from './run.ts';
import { loadSuite } from './suite.ts';

const [number = 0, of = 1] = process.argv.slice(2).map(Number);
const suite = await loadSuite();

let before = 0;
for (const choice of choices) {
  const mutants = mutantsOf(choice);
  const mine = mutants
    .map((mutant, position) => ({ mutant, position: before + position }))
    .filter(({ position }) => Math.floor(position / 3) % of === number);
  before += mutants.length;
  let turn = 0;
  if (mine.length > 0)
    for await (const result of runMutants(
      suite,
      mine.map(({ mutant }) => mutant),
      choice,
    ))
      process.stdout.write(`${JSON.stringify({ position: mine[turn++]?.position, ...result })}\n`);
}
