// What is known of the live side from what has passed: people, places, types and appointments, as the mock keeps them.
import { anyId } from '../requests/index.ts';
import type { Mock, MockOptions } from '../../mock-server/index.ts';

type Records = NonNullable<MockOptions['records']>;
export type Appointment = Records['appointments'][number];
export type NoteType = Records['noteTypes'][number];
export type ReasonCoding = Records['reasonCodings'][number];

/** A write as it was sent. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An appointment that the live side has. */
interface Known {
  /** As it has to be by now; undefined where nobody can tell. */
  readonly now: Appointment | undefined;
  /** As it was shown last; undefined where it was created since. */
  readonly base: Appointment | undefined;
  /** What was accepted since. */
  readonly writes: readonly Sent[];
}

type Collection = 'practitioners' | 'patients' | 'locations' | 'noteTypes' | 'reasonCodings';

/** What is sent or shown without having been seen before is only assumed to be there. */
export class LiveState {
  readonly collections: { readonly [Name in Collection]: Map<string, Records[Name][number]> };
  readonly appointments = new Map<string, Known>();
  readonly #confirmed = new Set<string>();
  readonly #ids = new Set<string>();

  constructor({ noteTypes, reasonCodings }: Pick<Records, 'noteTypes' | 'reasonCodings'>) {
    this.collections = {
      practitioners: new Map(),
      patients: new Map(),
      locations: new Map(),
      noteTypes: new Map(noteTypes.map((type) => [`${type.system}|${type.code}`, type])),
      reasonCodings: new Map(reasonCodings.map((reason) => [`${reason.system}|${reason.code}`, reason])),
    };
  }

  /** True for what the live side has shown or accepted. Names are those of named-things.ts. */
  isConfirmed(name: string): boolean {
    return this.#confirmed.has(name);
  }

  confirm(name: string): void {
    this.#confirmed.add(name);
  }

  /** Takes note of every id in a live answer. */
  addIds(text: string): void {
    for (const id of text.match(anyId) ?? []) this.#ids.add(id);
  }

  /** True for an id that the live side has shown. */
  readonly isLiveId = (id: string): boolean => this.#ids.has(id);
}

/** The records of a mock by collection. */
type Storing = ReturnType<Mock['world']['store']>;

/** Lets a mock hold what is known, less what is assumed to be absent, and nothing else. */
export const loadRecords = (
  { world }: Mock,
  { collections }: LiveState,
  appointments: Iterable<Appointment>,
  isAbsent: (name: string) => boolean = () => false,
): void => {
  world.reset();
  const store: Storing = world.store();
  for (const [type, name] of kinds) {
    const into = store[name] as unknown as Filled;
    for (const { id } of [...into.values()]) into.remove(id);
    for (const [key, record] of collections[name]) if (!isAbsent(`${type}/${key}`)) into.put(record);
  }
  for (const record of appointments) {
    store.appointments.put(record);
    if (record.encounter !== null)
      store.encounters.put({ id: record.encounter, appointment: record.id, practitioner: null });
  }
};

interface Filled {
  readonly values: () => Iterable<{ readonly id: string }>;
  readonly put: (record: object) => void;
  readonly remove: (id: string) => void;
}

/** The kinds of what appointments name, with the collection of each. */
const kinds = [
  ['Practitioner', 'practitioners'],
  ['Patient', 'patients'],
  ['Location', 'locations'],
  ['type', 'noteTypes'],
  ['reason', 'reasonCodings'],
] as const satisfies readonly (readonly [string, Collection])[];
