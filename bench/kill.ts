// Kills a mock over one directory many times in the middle of writes: npm run kill -- <lives> <writes a life> <clients>.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { torture } from './test-support/killing.ts';

const [lives = 100, writes = 500, clients = 4] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'canvas-harness-kill-'));
const worlds = ['default', 'one', 'two', 'three'];
const began = performance.now();
const tally = await torture({ folder, data: join(folder, 'data'), lives, writes, worlds, clients }, (life, so) => {
  if (life % 10 === 0) console.log(`life ${life}: ${JSON.stringify(so)}`);
});
console.log(
  `${lives} kills, nothing lost: ${JSON.stringify(tally)}, ${Math.round((performance.now() - began) / 1000)} s`,
);
rmSync(folder, { recursive: true });
