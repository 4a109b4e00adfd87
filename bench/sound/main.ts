// npm run sound -- [--jobs <n>] [words…]: verifies sound servers in all their forms, and prints a line for each of them.
import { parseArgs } from 'node:util';
import { inParallel } from '../test-support/in-parallel.ts';
import { forms, type FormName } from './index.ts';
import { verifyForm } from './verify-form.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: 'string', default: '2' } },
});
const chosen = (Object.keys(forms) as FormName[]).filter(
  (name) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);
let count = 0;
await inParallel(chosen, Number(values.jobs), async (name) => {
  const { code, out, err, violated, isAsExpected } = await verifyForm(name);
  if (isAsExpected) count += 1;
  const why = isAsExpected ? [] : [...violated, ...(out + err).split('\n').slice(0, 6)];
  process.stdout.write(`${[isAsExpected ? 'ok   ' : 'WRONG', code, name].join('  ')}\n`);
  why.filter((line) => line !== '').forEach((line) => process.stdout.write(`         ${line}\n`));
});
process.stdout.write(`${count} of ${chosen.length} sound servers are judged as they should be\n`);
process.exitCode = count === chosen.length ? 0 : 1;
