// cucumber-js: the step library through ts-node, and the features. Profiles: default, and ci for reports and two workers.
const common = {
  import: ['bin/ts-hooks.mjs', 'steps/index.ts'],
  strict: true,
  publish: false,
};

export default { ...common, format: ['progress'] };
