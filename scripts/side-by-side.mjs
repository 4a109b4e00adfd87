// Runs scripts of package.json two at a time and shows what each says when it ends. Ends with 1 where one fails.
// node scripts/side-by-side.mjs <script> ...
import { exec } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { root } from './rooms.mjs';

const waiting = process.argv.slice(2);

const run = (script) =>
  new Promise((resolve) => {
    const start = performance.now();
    exec(`npm run -s ${script}`, { cwd: root, maxBuffer: 1 << 26 }, (error, out, err) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`${error === null ? 'ok    ' : 'FAILED'}  ${script} (${seconds} s)\n${out}${err}`);
      if (error !== null) process.exitCode = 1;
      resolve();
    });
  });

const lane = async () => {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) await run(script);
};

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, lane));
