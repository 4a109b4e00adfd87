#!/usr/bin/env node
// The command: runs what was built into dist, or the sources themselves where they are newer than the build.
import { createRequire } from 'node:module';
import { isBuilt } from './freshness.mjs';

if (isBuilt) {
  await import('./compiled.mjs');
  // An import of CommonJS looks through its text for the names of its exports first, which takes longer than to run it.
  createRequire(import.meta.url)('../dist/bin/canvas-harness.cjs');
} else {
  await import('../scripts/ts-hooks.mjs');
  await import('./canvas-harness.ts');
}
