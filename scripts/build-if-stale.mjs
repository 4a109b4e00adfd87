// Builds dist where a source is newer than it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from '../bin/freshness.mjs';
import { root } from './rooms.mjs';

// The licences are written last: without it a build was broken off.
if (!isBuilt || !existsSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt')))
  process.exitCode = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit', shell: true }).status ?? 1;
