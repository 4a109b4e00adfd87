// A target: the server under test, and what can be arranged on it besides its FHIR face.
import type { Cast } from './cast.ts';
import type { Exchange } from './exchange.ts';
import type { CombinedRecords } from './scenario.ts';
import type { Send } from './send.ts';

/** How a target validates bodies: by the word of the document, or as the framework of the live server does. */
export type Validation = 'documented' | 'framework';

/** What a scenario may need beyond the FHIR face; each is a tag `@needs:<name>`. */
export type Need =
  | 'client-credentials'
  | 'people'
  | 'clock'
  | 'double-booking-off'
  | 'double-booking-on'
  | 'settings'
  | 'records'
  | 'chart'
  | 'unscheduleable-type'
  | 'canvas-bot'
  | 'second-patient'
  | 'second-practitioner'
  | 'second-location'
  | 'clinic-number';

/** What the mock offers and a sandbox does not: its admin surface. */
export interface AdminAccess {
  readonly setClock: (instant: string) => Promise<void>;
  readonly setSetting: (name: string, value: unknown) => Promise<void>;
  readonly patchRecord: (collection: string, id: string, change: object) => Promise<void>;
  /** Does what people do in the chart. `details` names the appointment or the patient. */
  readonly actInChart: (action: string, details: object) => Promise<void>;
}

/** A record that another scenario has created and this one may use, with the exchange that has created it. */
export interface SharedRecord {
  readonly type: string;
  readonly id: string;
  readonly exchange: Exchange;
  /** What a read has shown once it was as its scenarios presuppose; undefined where that is how it was created. */
  readonly arranged?: string;
}

/** What a scenario uses instead of creating it, and what it leaves for others. */
export interface SharedRecords {
  /** The next record of a type that is there to be used, in the order in which they were created. */
  readonly take: (type: string) => SharedRecord | undefined;
  /** Takes note of a record that the scenario has created. */
  readonly add: (record: SharedRecord) => void;
  /** Takes note of what a read shows of a created record, once it is as the scenario presupposes. */
  readonly arrange: (id: string, shown: string) => void;
}

/** What a scenario begins with, where that carries the values of others, too. */
export interface Combined {
  /** The records to try, one after the other, until the target accepts them. */
  readonly attempts: readonly CombinedRecords[];
  /** Takes note that the target refuses such records: nobody tries them again. */
  readonly refuse: (attempt: CombinedRecords) => void;
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
  /** Every request of a scenario goes through it. */
  readonly send: Send;
  /** What stands for every secret of a recorded target, where nobody can be asked for one. */
  readonly hiddenSecret?: string;
  readonly adminAccess: AdminAccess | undefined;
  /** Lets so many milliseconds pass by the clock of the target; undefined for a recording, where they have passed. */
  readonly letPass?: (milliseconds: number) => Promise<void>;
  /** Why the target cannot meet a need, or undefined where it can. */
  readonly lacks: (need: string) => string | undefined;
  /** Takes note of what a scenario has learnt about a switch of the instance, for those that come after it. */
  readonly learn?: (about: 'double booking', found: 'allow' | 'forbid') => void;
  /** Takes note that a write which was to be refused was accepted: below the level full it is the last of the run. */
  readonly noteAccepted?: (what: string, status: number) => void;
  /** Of a target whose searches may lag behind what was written. */
  readonly lag?: {
    /** Waits until a search is worth asking again; false where it is not. */
    readonly waitToAskAgain: (search: Request) => Promise<boolean>;
    /** Takes note that asking again has helped. */
    readonly noteHelp: () => void;
    /** Milliseconds of the longest lag, where it has grown since it was asked for. */
    readonly newLongest: () => number | undefined;
  };
  /** Takes the secrets of the run out of a text, those that it was given on its way too. */
  readonly redact?: (text: string) => string;
  /** Undefined where each scenario creates its own. */
  readonly sharedRecords?: SharedRecords;
  readonly combined?: Combined;
  readonly close: (hasPassed: boolean) => Promise<void>;
}
