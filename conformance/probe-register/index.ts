// The register of what probes have found.
export type { Evidence, Finding } from './finding.ts';
export { notesOn } from './notes.ts';
export { currentOf, findingsIn, registerIn, writeRegister } from './register.ts';
