// Runs the tests: node scripts/test.mjs [--slow] [--times] [part of a path ...]
// --slow runs the campaigns, *.slow.test.ts, and nothing else. --times says what each file took, the longest first.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** How many files share a process: each start costs a second. Campaigns and tests of commands have one of their own. */
const filesAProcess = 12;
const hasOwnProcess = (file) => file.startsWith('bin/') || file.endsWith('.slow.test.ts');

const alone = files.filter(hasOwnProcess);
const together = files.filter((file) => !hasOwnProcess(file));

/** The line that makes a suite of a file, so that its hooks are for its own tests. */
const suiteOf = (file) =>
  `describe('${file}', async () => { await import('${pathToFileURL(join(root, file)).href}'); });\n`;

/** Writes a module that runs some test files one after another. */
const writeLoader = (folder, index) => {
  const loader = join(folder, `${index}.mjs`);
  const some = together.slice(index * filesAProcess, (index + 1) * filesAProcess);
  writeFileSync(loader, ["import { describe } from 'node:test';\n", ...some.map(suiteOf)].join(''));
  return loader;
};

const folder = mkdtempSync(join(tmpdir(), 'canvas-harness-tests-'));
const loaders = Array.from({ length: Math.ceil(together.length / filesAProcess) }, (_, index) =>
  writeLoader(folder, index),
);

/** Milliseconds until a file is ended. One whose test fails before it closes its server would wait for ever. */
const patience = 900_000;

const reporter = (name) => [`--test-reporter=${name}`, '--test-reporter-destination=stdout'];
const { status } = spawnSync(
  process.execPath,
  [
    ...[
      '--import',
      './scripts/ts-hooks.mjs',
      '--test',
      `--test-concurrency=${concurrency}`,
      `--test-timeout=${patience}`,
    ],
    ...reporter('spec'),
    ...(isAsked('--times') ? reporter('./scripts/file-times.mjs') : []),
    ...alone,
    ...loaders,
  ],
  // What tests leave behind in the folder for temporary files goes with it.
  { cwd: root, stdio: 'inherit', env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder } },
);
rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
process.exitCode = status ?? 1;
