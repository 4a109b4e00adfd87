// Fuzzes the mock: npm run fuzz -- --requests 100000 --seed 1
import { parseArgs } from 'node:util';
import { allowedGrowth, campaign } from './campaign.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];
if (!Number.isInteger(requests) || !Number.isInteger(seed) || requests < 1) {
  console.error('npm run fuzz -- --requests <a whole number> --seed <a whole number>');
  process.exit(2);
}
const began = performance.now();
let told = 0;
const { sent, findings, memory } = await campaign(requests, seed, {
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
const seconds = Math.round((performance.now() - began) / 1000);
const faults = findings.length + (hasGrown ? 1 : 0);
console.log(`${sent} requests of seed ${seed}, ${faults} findings, memory ${megabytes.join(' → ')} MB, ${seconds} s`);
process.exitCode = faults > 0 ? 1 : 0;
