// The clients of the matrix: five sound ones, and one for each fault.
import { bundled } from './bundled.ts';
import { clientFaults } from './client-faults.ts';

export interface BenchClient {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** The obligation that has to find its fault; none for a sound client. */
  readonly finds?: string;
}

const byFetch = await bundled('./client.ts');
const byFhirKitClient = await bundled('./sound/client-fhir-kit-client.ts');

export const soundClients: readonly BenchClient[] = [
  { name: 'TypeScript with fetch', command: [process.execPath, byFetch] },
  { name: 'TypeScript with fhir-kit-client', command: [process.execPath, byFhirKitClient] },
  { name: 'Python', command: ['python3', 'bench/clients/sound/client.py'] },
  { name: 'Java', command: ['java', 'bench/clients/sound/Client.java'] },
  { name: 'curl', command: ['bash', 'bench/clients/sound/client.sh'] },
];

export const faultyClients: readonly BenchClient[] = Object.entries(clientFaults).map(([name, { finds }]) => ({
  name,
  command: [process.execPath, byFetch, name],
  finds,
}));
