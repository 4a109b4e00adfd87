// Known deviations of a target: reading the file, proposing entries, taking stale ones out.
export { deviationsTemplate, removalCommand, removeDeviations } from './edit.ts';
export { loadDeviations } from './file.ts';
