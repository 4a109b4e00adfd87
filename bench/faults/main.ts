// npm run faults: verifies servers with one seeded fault each, or compares them by drift, and prints a line for each.
import { Option } from 'commander';
import { command, namesWith, wholeFrom } from '../../scripts/command.ts';
import { usualBudget } from '../../targets/live/index.ts';
import { inParallel } from '../test-support/in-parallel.ts';
import { driftFault, driftOnFaults, summaryOf } from './drift-fault.ts';
import { faults, type FaultName } from './index.ts';
import { verdictOnFaults, verifyFault, type Found } from './verify-fault.ts';

const mostOthers = 2;

const markOf = ({ isNoticed, isNamed, others }: Found): string =>
  !isNoticed ? 'UNNOTICED' : !isNamed ? 'MISNAMED' : others.length > mostOthers ? 'LOUD' : 'ok';

const lineOf = (found: Found): string => {
  const { fault, conclusion, others } = found;
  const shown = others.length > 6 ? [...others.slice(0, 6), `and ${others.length - 6} more`] : others;
  const reasons = markOf(found) === 'ok' ? [] : found.because.slice(0, 3);
  return [markOf(found).padEnd(10), conclusion.padEnd(13), fault, ...shown.map((id) => `+${id}`), ...reasons].join(
    '  ',
  );
};

const asked = command('faults', 'Says what verify, or drift, makes of servers with one seeded fault each.')
  .argument('[words...]', 'faults whose name holds one of these; all where none is given')
  .option('--jobs <n>', 'so many runs side by side', wholeFrom(1), 2)
  .addOption(
    new Option('--by <command>', 'command that judges each server').choices(['verify', 'drift']).default('verify'),
  )
  .option('--level <level>', 'level of each run of verify', 'full')
  .option('--max-creates <n>', `budget of each run; 1000 at full, ${usualBudget} below it`, wholeFrom(0))
  .parse();
const values = asked.opts<{ jobs: number; by: 'verify' | 'drift'; level: string; maxCreates?: number }>();
const chosen = namesWith(Object.keys(faults) as FaultName[], asked.args);
const budget = String(values.maxCreates ?? (values.level === 'full' ? 1000 : usualBudget));
const args = ['--level', values.level, '--max-creates', budget];

/** What each command says of a server without a fault, and makes of one with a fault. */
const judges = {
  verify: { ofSound: () => verdictOnFaults([], args), of: (fault: FaultName) => verifyFault(fault, args) },
  drift: { ofSound: async () => summaryOf(await driftOnFaults([])), of: driftFault },
};
const judge = judges[values.by];
const all: Found[] = [];
/** Runs without a result: a report that `recheck` does not bear out, or a drift that ended early. */
let failed = 0;

const { conclusion: ofSound, because: whySound } = await judge.ofSound();
process.stdout.write(`${ofSound === 'conformant' ? 'ok' : 'WRONG'}  ${ofSound}  no fault  ${whySound.join('; ')}\n`);

await inParallel(chosen, values.jobs, async (fault) => {
  try {
    const found = await judge.of(fault);
    all.push(found);
    process.stdout.write(`${lineOf(found)}\n`);
  } catch (error) {
    failed += 1;
    process.stdout.write(`FAILED      ${fault}: ${(error as Error).message}\n`);
  }
});

const share = (word: string, those: (found: Found) => boolean): string => `${all.filter(those).length} ${word}`;
process.stdout.write(
  `${all.length} faults: ${[
    share('noticed', ({ isNoticed }) => isNoticed),
    share('named by their rule', ({ isNoticed, isNamed }) => isNoticed && isNamed),
    share(`with at most ${mostOthers} others`, (found) => markOf(found) === 'ok'),
  ].join(', ')}\n`,
);
process.exitCode = ofSound === 'conformant' && failed === 0 && all.every((found) => markOf(found) === 'ok') ? 0 : 1;
