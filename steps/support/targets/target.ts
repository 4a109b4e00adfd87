// A target: the server under test, and what can be arranged on it besides its FHIR face.
import type { Cast } from '../cast.ts';

/** What a scenario may need beyond the FHIR face; each is a tag `@needs:<name>`. */
export type Need =
  | 'client-credentials'
  | 'clock'
  | 'double-booking-off'
  | 'double-booking-on'
  | 'settings'
  | 'records'
  | 'unscheduleable-type'
  | 'canvas-bot'
  | 'second-patient'
  | 'second-practitioner'
  | 'second-location'
  | 'clinic-number';

/** What the mock offers and a sandbox does not: its admin surface. */
export interface Backstage {
  readonly setClock: (instant: string) => Promise<void>;
  readonly setSetting: (name: string, value: unknown) => Promise<void>;
  readonly patchRecord: (collection: string, id: string, change: object) => Promise<void>;
}

export interface Target {
  readonly kind: 'mock' | 'live';
  /** The FHIR base, without a slash at the end. */
  readonly baseUrl: string;
  /** The EHR host, where tokens come from. */
  readonly ehrUrl: string;
  readonly edition: string;
  readonly cast: Cast;
  /** The day the scenario plays on, YYYY-MM-DD: far off, and on a shared server a day of its own. */
  readonly day: string;
  /** The client id and secret that tokens are asked for with; undefined where a fixed token is used. */
  readonly client: { readonly id: string; readonly secret: string } | undefined;
  /** A token; with a scope, one for that scope only, and with a patient, one for the records of that patient. */
  readonly token: (scope?: string, patient?: string) => Promise<string>;
  readonly backstage: Backstage | undefined;
  /** Why the target cannot meet a need, or undefined where it can. */
  readonly lacks: (need: string) => string | undefined;
  readonly close: () => Promise<void>;
}
