// The clients of the matrix: sound ones, one for each fault, and those that listen to events.
import { eventWorlds, type WorldId } from '../../conformance/examine/index.ts';
import { bundled } from './bundled.ts';
import { clientFaults, soundVariants } from './client-faults.ts';

export interface BenchClient {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** The obligation that has to find its fault; none for a sound client. */
  readonly finds?: string;
  /** Where it is examined: in the worlds that concern every client unless said otherwise. */
  readonly worlds?: readonly WorldId[];
}

const byFetch = await bundled('./client.ts');
const byListener = await bundled('./listener.ts');
const byLibrary = await bundled('./by-library.ts');
const byFhirKitClient = await bundled('./sound/client-fhir-kit-client.ts');

export const soundClients: readonly BenchClient[] = [
  { name: 'TypeScript with fetch', command: [process.execPath, byFetch] },
  { name: 'TypeScript with fhir-kit-client', command: [process.execPath, byFhirKitClient] },
  { name: 'Python', command: ['python3', 'bench/clients/sound/client.py'] },
  { name: 'Java', command: ['java', 'bench/clients/sound/Client.java'] },
  { name: 'curl', command: ['bash', 'bench/clients/sound/client.sh'] },
  ...['axios', 'got', 'undici'].map((name) => ({
    name: `TypeScript with ${name}`,
    command: [process.execPath, byLibrary, name] as const,
  })),
  ...Object.keys(soundVariants).map((name) => ({ name, command: [process.execPath, byFetch, name] as const })),
];

export const faultyClients: readonly BenchClient[] = Object.entries(clientFaults).map(([name, { finds }]) => ({
  name,
  command: [process.execPath, byFetch, name],
  finds,
}));

/** What has to find each listener; nothing for the sound one. */
const listeners: Readonly<Record<string, string | undefined>> = {
  'TypeScript that listens': undefined,
  'acts on each delivery': 'events/repeated-event-acts-once',
  'takes an event for the state': 'events/late-event-is-checked',
  'relies on events alone': 'events/missed-event-is-found',
  'lets cancellations pass': 'events/missed-event-is-found',
};

export const listeningClients: readonly BenchClient[] = Object.entries(listeners).map(([name, finds]) => ({
  name,
  command: [process.execPath, byListener, name],
  worlds: ['plain', ...eventWorlds],
  ...(finds === undefined ? {} : { finds }),
}));
