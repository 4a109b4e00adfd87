// The clients of the matrix: five sound ones, and one for each fault.
import { clientFaults } from './client-faults.ts';

export interface BenchClient {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** The obligation that has to find its fault; none for a sound client. */
  readonly finds?: string;
}

const node = [process.execPath, '--import', './scripts/ts-hooks.mjs'] as const;

export const soundClients: readonly BenchClient[] = [
  { name: 'TypeScript with fetch', command: [...node, 'bench/clients/client.ts'] },
  { name: 'TypeScript with fhir-kit-client', command: [...node, 'bench/clients/sound/client-fhir-kit-client.ts'] },
  { name: 'Python', command: ['python3', 'bench/clients/sound/client.py'] },
  { name: 'Java', command: ['java', 'bench/clients/sound/Client.java'] },
  { name: 'curl', command: ['bash', 'bench/clients/sound/client.sh'] },
];

export const faultyClients: readonly BenchClient[] = Object.entries(clientFaults).map(([name, { finds }]) => ({
  name,
  command: [...node, 'bench/clients/client.ts', name],
  finds,
}));
