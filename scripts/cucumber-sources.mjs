// cucumber-js over the sources of the steps, whatever dist holds.
export default { import: ['scripts/ts-hooks.mjs', 'steps/index.ts'] };
