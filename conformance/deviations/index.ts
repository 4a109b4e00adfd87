// Known deviations of a target: reading the file, proposing entries, taking stale ones out.
export { deviationsTemplate, removalCommand, removeDeviations } from './edit-deviations.ts';
export { loadDeviations } from './deviations-file.ts';
