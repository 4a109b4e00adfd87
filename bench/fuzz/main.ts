// npm run fuzz: sends made-up requests to the mock, and with --kills kills one in the middle of writes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, wholeFrom } from '../../scripts/command.ts';
import { torture } from '../test-support/killing.ts';
import { allowedGrowth, campaign } from './campaign.ts';

const { requests, seed, kills } = command(
  'fuzz',
  'Sends made-up requests to the mock and looks for answers that no rule explains.',
)
  .option('--requests <n>', 'so many requests', wholeFrom(1), 10_000)
  .option('--seed <n>', 'seed of the requests', wholeFrom(0), 1)
  .option(
    '--kills <n>',
    'so often a mock over one folder is killed in the middle of writes afterwards',
    wholeFrom(0),
    0,
  )
  .parse()
  .opts<{ requests: number; seed: number; kills: number }>();

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 1000);

/** Sends made-up requests and races; the number of findings. */
const fuzz = async (): Promise<number> => {
  const began = performance.now();
  let told = 0;
  const { sent, races, findings, memory } = await campaign(requests, seed, {
    found: ({ seed: own, fault, requests: smallest }) => {
      console.log(`\nFINDING of seed ${own}: ${fault}\nThe smallest sequence that shows it:`);
      for (const line of smallest) console.log(`  ${line}`);
    },
    sent: (count) => {
      if (count - told < 10_000) return;
      told = count;
      console.log(`${count} requests sent`);
    },
  });
  const megabytes = memory.map((bytes) => Math.round(bytes / 1024 / 1024));
  const hasGrown = memory[1] - memory[0] > allowedGrowth;
  if (hasGrown)
    console.log(`\nFINDING: the memory in use grew from ${megabytes[0]} to ${megabytes[1]} MB in the second half`);
  const faults = findings.length + (hasGrown ? 1 : 0);
  console.log(
    `${sent} requests and ${races} races of seed ${seed}, ${faults} findings, ` +
      `memory ${megabytes.join(' → ')} MB, ${secondsSince(began)} s`,
  );
  return faults;
};

/** Kills a mock amid writes; throws where something acknowledged is missing or half there. */
const kill = async (): Promise<void> => {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'canvas-harness-kill-'));
  const worlds = ['default', 'one', 'two', 'three'];
  const tally = await torture({ folder, data: join(folder, 'data'), lives: kills, writes: 500, worlds, clients: 4 });
  console.log(`${kills} kills, nothing lost: ${JSON.stringify(tally)}, ${secondsSince(began)} s`);
  rmSync(folder, { recursive: true });
};

const faults = await fuzz();
if (kills > 0) await kill();
process.exitCode = faults > 0 ? 1 : 0;
