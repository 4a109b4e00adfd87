// Fails where a step phrase is used by no feature, or a feature uses a phrase that is not defined.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cucumber = 'node_modules/@cucumber/cucumber/bin/cucumber.js';
const { stdout, stderr, status } = spawnSync(process.execPath, [cucumber, '--dry-run', '--format', 'usage-json'], {
  cwd: root,
  encoding: 'utf8',
});

if (status !== 0) {
  process.stderr.write(`The features do not run dry:\n${stdout}${stderr}\n`);
  process.exit(1);
}

const phrases = JSON.parse(stdout.slice(stdout.indexOf('[\n')));
const unused = phrases.filter(({ matches }) => matches.length === 0);
for (const { pattern, uri, line } of unused) process.stderr.write(`${uri}:${line} no feature says "${pattern}"\n`);
process.stdout.write(`${phrases.length} phrases, ${unused.length} unused\n`);
process.exit(unused.length === 0 ? 0 : 1);
