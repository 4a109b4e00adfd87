// cucumber-js: the step library, through ts-node in a checkout and as it was built in an installed package.
import { existsSync } from 'node:fs';

const isCheckout = existsSync(new URL('./steps/index.ts', import.meta.url));

export default {
  import: isCheckout ? ['bin/ts-hooks.mjs', 'steps/index.ts'] : ['dist/steps/index.js'],
  strict: true,
  publish: false,
  format: ['progress'],
};
