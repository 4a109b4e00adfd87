// Runs the slow campaigns: node scripts/test-slow.mjs [--part <index>/<total> | --commit <hash>]
// Without an option it runs all of them. `.ci/run` has ten minutes, so it runs one part of twelve, which the commit chooses.
import { spawnSync } from 'node:child_process';
import { filesOf, rooms, root } from './rooms.mjs';

const partsOfCi = 12;

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

/** About how much of a part's time a campaign takes, so that the parts take as long as each other. `--times` measures it. */
const weights = {
  'bench/clients/clients': 170,
  'bench/faults/faults': 170,
  'bin/export-collections': 110,
  'differential/drift/faults': 105,
  'bin/export': 100,
  'bin/hostile-words': 100,
  'bin/answers-of-mocks': 35,
  'scripts/documents': 80,
  'differential/drift/drift': 70,
  teeth: 60,
  'bench/sound/sound': 90,
  'bench/sound/lag': 70,
  'conformance/live/plan': 180,
  'bench/outages/outages': 200,
  'differential/drift/sound-server': 60,
  'differential/cassettes/cassettes': 55,
  'bin/ways-out': 45,
  'bin/named-files': 40,
  'bin/output': 30,
  'bin/verify': 45,
  'mock-server/packed': 45,
  'conformance/live/cleanup': 40,
  'mock-server/admin/page/browser': 40,
  'bin/verify-deviating-server': 35,
  fuzz: 60,
};
const usual = 20;

const nameOf = (campaign) => (Array.isArray(campaign) ? campaign[0] : campaign.replace('.slow.test.ts', ''));
const weightOf = (campaign) => weights[nameOf(campaign)] ?? usual;

/** Puts each campaign, the heaviest first, into the part that is the lightest so far. */
const partsOf = (campaigns, total) => {
  const parts = Array.from({ length: total }, () => ({ weight: 0, campaigns: [] }));
  for (const campaign of campaigns.toSorted((one, other) => weightOf(other) - weightOf(one))) {
    const lightest = parts.reduce((least, part) => (part.weight < least.weight ? part : least));
    lightest.weight += weightOf(campaign);
    lightest.campaigns.push(campaign);
  }
  return parts.map(({ campaigns: own }) => own);
};

const { index, total } = partAsked(process.argv.slice(2));
const mine = partsOf([...scripts, ...files], total)[index];
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
