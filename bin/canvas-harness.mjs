#!/usr/bin/env node
// The command: runs what was built into dist, or the sources themselves where they are newer than the build.
import { isBuilt } from './freshness.mjs';

if (isBuilt) {
  await import(new URL('../dist/bin/canvas-harness.cjs', import.meta.url).href);
} else {
  await import('../scripts/ts-hooks.mjs');
  await import('./canvas-harness.ts');
}
