// cucumber-js: the step library as it was built, or through ts-node where the sources are newer than the build.
import { isBuilt } from './bin/freshness.mjs';

export default {
  import: isBuilt ? ['dist/steps/index.js'] : ['scripts/ts-hooks.mjs', 'steps/index.ts'],
  strict: true,
  publish: false,
  format: ['progress'],
};
