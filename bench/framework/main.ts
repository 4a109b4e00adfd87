// npm run framework: how far the mock agrees with the recorded framework, by category.
import { command } from '../../scripts/command.ts';
import { replay, tallies } from './replay.ts';

const { show: isShown = false } = command(
  'framework',
  'Asks the mock what the framework was asked, and counts how far the two agree.',
)
  .option('--show', 'prints what differs')
  .parse()
  .opts<{ show?: true }>();
const results = await replay();
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
const line = (name: string, cases: number, exact: number, alike: number): string =>
  `${name.padEnd(14)}${String(cases).padStart(6)}  exact ${share(exact, cases)}  decided alike ${share(alike, cases)}`;

for (const [category, { cases, exact, alike }] of tallies(results)) console.log(line(category, cases, exact, alike));
const count = (isCounted: (likeness: string) => boolean): number =>
  results.filter(({ likeness }) => isCounted(likeness)).length;
console.log(
  line(
    'all',
    results.length,
    count((one) => one === 'exact'),
    count((one) => one !== 'otherwise'),
  ),
);

if (isShown)
  for (const { asked, got, likeness } of results.filter((result) => result.likeness !== 'exact')) {
    console.log(`\n${likeness}: ${asked.category}: ${asked.name}: ${asked.method} ${asked.path}`);
    console.log(`  framework ${JSON.stringify(asked.answer)}`);
    console.log(`  mock      ${got.status} ${JSON.stringify([...got.headers])} ${got.text.slice(0, 300)}`);
  }
