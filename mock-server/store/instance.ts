// What the domain may ask of a world: its settings, and what its store holds at the time it is asked.
import type { Instance } from '../domain/attempt.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { CollectionName } from '../../schemas/canvas/collections.ts';
import type { Store } from './store.ts';

interface InstanceOptions {
  readonly store: () => Store;
  readonly settings: () => Settings;
  readonly canvasBot: string;
}

export const instanceOf = ({ store, settings, canvasBot }: InstanceOptions): Instance => ({
  get settings() {
    return settings();
  },
  canvasBot,
  noteType: (id) => store().noteTypes.get(id),
  noteTypeByCode: (system, code) => store().noteTypes.byKey(`${system}|${code}`),
  defaultNoteType: () => [...store().noteTypes.values()].find((type) => type.default),
  reasonCoding: (id) => store().reasonCodings.get(id),
  reasonCodingByCode: (code) => store().reasonCodings.byKey(code),
  reasonCodingsWith: (code) => [...store().reasonCodings.values()].filter((reason) => reason.code === code).length,
  practitioner: (id) => store().practitioners.get(id),
  patient: (id) => store().patients.get(id),
  hasAppointment: (id) => store().appointments.get(id) !== undefined,
  location: (idOrNumber) => store().locations.get(idOrNumber) ?? store().locations.byKey(idOrNumber),
  isBooked: (practitioner, start, end, except) => {
    for (const { id } of store().appointments.overlapping(practitioner, start, end)) if (id !== except) return true;
    return false;
  },
});

/** The collections that the view of an appointment looks into. */
const viewed: ReadonlySet<CollectionName> = new Set(['noteTypes', 'reasonCodings', 'practitioners']);

/** Whether a write to a collection changes what views look up. */
export const isInViewContext = (collection: CollectionName): boolean => viewed.has(collection);
