// Builds dist where a source is newer than it: after `npm ci`, which builds, nothing is left to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from '../bin/freshness.mjs';
import { root } from './rooms.mjs';

// The bundle is written last: without it a build was broken off.
if (!isBuilt || !existsSync(join(root, 'dist/commonjs/nock.mjs')))
  process.exitCode = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit', shell: true }).status ?? 1;
