// Runs the tests: node scripts/test.mjs [--slow] [--times] [part of a path ...]
// --slow runs the campaigns, *.slow.test.ts, and nothing else. --times says what each file took, the longest first.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { filesOf, rooms, root } from './rooms.mjs';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isAsked = (option) => process.argv.includes(option);

const files = filesOf(rooms)
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => file.endsWith('.slow.test.ts') === isAsked('--slow'))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
if (files.length === 0) {
  console.error(`no test file has ${words.join(' or ')} in its path`);
  process.exit(2);
}

// Tests wait for servers, browsers and commands of their own half of the time: two files a core keep it busy.
const concurrency = 2 * Math.max(2, availableParallelism());

const reporter = (name) => [`--test-reporter=${name}`, '--test-reporter-destination=stdout'];
const { status } = spawnSync(
  process.execPath,
  [
    ...['--import', './scripts/ts-hooks.mjs', '--test', `--test-concurrency=${concurrency}`],
    ...reporter('spec'),
    ...(isAsked('--times') ? reporter('./scripts/file-times.mjs') : []),
    ...files,
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
