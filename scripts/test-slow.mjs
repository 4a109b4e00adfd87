// Runs the slow campaigns: node scripts/test-slow.mjs [--part <index>/<total> | --commit <hash>]
// Without an option it runs all of them. `.ci/run` has ten minutes, so it runs one part of five, which the commit chooses.
import { spawnSync } from 'node:child_process';
import { filesOf, rooms, root } from './rooms.mjs';

const partsOfCi = 5;

const partAsked = ([option, value = '']) => {
  if (option === undefined) return { index: 0, total: 1 };
  const [, index, total] = (/^(\d+)\/(\d+)$/.exec(value) ?? []).map(Number);
  if (option === '--part' && index >= 1 && index <= total) return { index: index - 1, total };
  if (option === '--commit' && /^[0-9a-f]{7,}$/.test(value))
    return { index: parseInt(value.slice(0, 7), 16) % partsOfCi, total: partsOfCi };
  console.error('usage: node scripts/test-slow.mjs [--part <index>/<total> | --commit <hash>]');
  process.exit(2);
};

/** Campaigns that are no files of tests: each is a script of package.json with its arguments. */
const scripts = [
  ['fuzz', '--requests', '100000', '--seed', '1000'],
  ['teeth', '--check'],
];

const files = filesOf(rooms).filter((file) => file.endsWith('.slow.test.ts'));

const { index, total } = partAsked(process.argv.slice(2));
const mine = [...scripts, ...files].filter((_campaign, position) => position % total === index);
console.log(`slow campaigns, part ${index + 1} of ${total}: ${mine.length} of ${scripts.length + files.length}`);

// npm is a script on Windows, which only a shell starts.
const isGreen = (command, args) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: command === 'npm' }).status === 0;

const [ownScripts, ownFiles] = [mine.filter(Array.isArray), mine.filter((each) => !Array.isArray(each))];
const green = [
  ...ownScripts.map(([name, ...args]) => isGreen('npm', ['run', name, '--', ...args])),
  ownFiles.length === 0 || isGreen(process.execPath, ['scripts/test.mjs', '--slow', ...ownFiles]),
];
process.exitCode = green.every(Boolean) ? 0 : 1;
