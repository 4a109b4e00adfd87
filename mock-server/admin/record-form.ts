// Records as a test sees them: instants as text, where the store counts milliseconds.
import { formatInstant, parseInstant } from '../domain/instant.ts';

export type Shown = Readonly<Record<string, unknown>>;

const instants = ['start', 'createdAt', 'modifiedAt'];

const mapInstants = (record: object, change: (value: unknown) => unknown): Shown =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, instants.includes(name) ? change(value) : value]),
  );

export const shown = (record: object): Shown =>
  mapInstants(record, (value) => (typeof value === 'number' ? formatInstant(value) : value));

export const stored = (record: Shown): Shown =>
  mapInstants(record, (value) => (typeof value === 'string' ? parseInstant(value) : value));
