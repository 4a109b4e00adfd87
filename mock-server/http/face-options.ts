// What the two faces have in common that the journal follows: the FHIR face and the EHR host.
import type { Journal } from '../journal/journal.ts';
import type { Persistence } from '../worlds/persisted-world.ts';
import type { Alteration } from './hooks/alteration.ts';
import type { Directory } from './receive.ts';

export interface FaceOptions extends Directory {
  /** Without it nothing is written to a disk. */
  readonly persistence: Persistence | undefined;
  readonly alteration: Alteration;
  readonly journal: Journal;
  /** The system's clock, by which the journal is dated. */
  readonly now: () => number;
  /** Milliseconds that every answer waits. */
  readonly delay: number;
  /** The origins whose pages may call. */
  readonly cors: string | undefined;
}
