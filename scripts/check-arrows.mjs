// Fails where a file or a room imports what it may not, or where files or rooms need each other in a circle.
import { spawnSync } from 'node:child_process';
import { published, root } from './rooms.mjs';

const cruise = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
const statuses = ['.dependency-cruiser.cjs', '.dependency-cruiser.rooms.cjs'].map((config) => {
  const options = ['--config', config, ...published, 'bench'];
  return spawnSync(process.execPath, [cruise, ...options], { cwd: root, stdio: 'inherit' }).status;
});
process.exitCode = statuses.every((status) => status === 0) ? 0 : 1;
