// npm run sound: verifies sound servers in all their forms, and prints a line for each of them.
import { command, namesWith, wholeFrom } from '../../scripts/command.ts';
import { inParallel } from '../test-support/in-parallel.ts';
import { forms, type FormName } from './index.ts';
import { verifyForm } from './verify-form.ts';

const asked = command('sound', 'Verifies sound servers, each with another form of what the documents leave open.')
  .argument('[words...]', 'forms whose name holds one of these; all where none is given')
  .option('--jobs <n>', 'so many runs side by side', wholeFrom(1), 2)
  .parse();
const chosen = namesWith(Object.keys(forms) as FormName[], asked.args);
let count = 0;
await inParallel(chosen, asked.opts<{ jobs: number }>().jobs, async (name) => {
  const { code, out, err, violated, isAsExpected } = await verifyForm(name);
  if (isAsExpected) count += 1;
  const why = isAsExpected ? [] : [...violated, ...(out + err).split('\n').slice(0, 6)];
  process.stdout.write(`${[isAsExpected ? 'ok   ' : 'WRONG', code, name].join('  ')}\n`);
  why.filter((line) => line !== '').forEach((line) => process.stdout.write(`         ${line}\n`));
});
process.stdout.write(`${count} of ${chosen.length} sound servers are judged as they should be\n`);
process.exitCode = count === chosen.length ? 0 : 1;
