// Records as a test sees them: instants as text, where the store counts milliseconds.
import { formatInstant, parseInstant } from '../../schemas/canvas/instant.ts';

export type Shown = Readonly<Record<string, unknown>>;

const instants = ['start', 'createdAt', 'modifiedAt'];

const mapInstants = (record: object, change: (value: unknown) => unknown): Shown => {
  const copy: Record<string, unknown> = { ...record };
  for (const name of instants) if (name in copy) copy[name] = change(copy[name]);
  return copy;
};

export const toView = (record: object): Shown =>
  mapInstants(record, (value) => (typeof value === 'number' ? formatInstant(value) : value));

const anInstant = formatInstant(0);

/** A record in the form of its view, whose instants are known to be sound: to write each would take half of a check. */
export const formOf = (record: object): Shown =>
  mapInstants(record, (value) => (typeof value === 'number' ? anInstant : value));

export const stored = (record: Shown): Shown =>
  mapInstants(record, (value) => (typeof value === 'string' ? parseInstant(value) : value));
