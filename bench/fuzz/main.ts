// Fuzzes the mock: npm run fuzz -- --requests 100000 --seed 1. With --kills 100 a mock over one directory is killed so often
// in the middle of writes afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { torture } from '../test-support/killing.ts';
import { allowedGrowth, campaign } from './campaign.ts';

const usage = 'npm run fuzz -- --requests <a whole number> --seed <a whole number> [--kills <a whole number>]';

const options = {
  requests: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  kills: { type: 'string', default: '0' },
  help: { type: 'boolean', default: false },
} as const;

/** What was asked for; what cannot be read ends the process with the usage. */
const asked = (): { readonly requests: number; readonly seed: number; readonly kills: number } => {
  try {
    const { help, ...values } = parseArgs({ options }).values;
    if (help) {
      console.log(usage);
      process.exit(0);
    }
    const [requests, seed, kills] = [Number(values.requests), Number(values.seed), Number(values.kills)];
    if ([requests, seed, kills].every(Number.isInteger) && requests >= 1 && kills >= 0)
      return { requests, seed, kills };
  } catch {
    // An option that there is none of.
  }
  console.error(usage);
  process.exit(2);
};

const { requests, seed, kills } = asked();

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
