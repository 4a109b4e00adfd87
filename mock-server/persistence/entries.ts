// The entries of the database: their keys, and values that show when they are damaged.
import { crc32 } from 'node:zlib';

/** Names of worlds and snapshots hold no `!`; an id, which may, stands last. */
export const keys = {
  total: 'total',
  filled: 'filled',
  base: 'base!',
  world: (world: string) => `world!${world}!`,
  state: (world: string) => `world!${world}!state`,
  current: (world: string) => `world!${world}!now!`,
  snapshot: (world: string, snapshot: string) => `world!${world}!saved!${snapshot}!`,
  grant: (kind: string, value: string) => `grant!${kind}!${value}`,
  snapshotState: (world: string, snapshot: string) => `world!${world}!moment!${snapshot}`,
} as const;

const sum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/** A value with its checksum in front. */
export const sealed = (value: unknown): string => {
  const text = JSON.stringify(value);
  return `${sum(text)} ${text}`;
};

/** The value of an entry. Throws where it is not what was written. */
export const unsealed = (key: string, entry: string): unknown => {
  const text = entry.slice(9);
  if (entry.slice(0, 8) !== sum(text)) throw new Error(`the entry ${key} is not what was written`);
  return JSON.parse(text) as unknown;
};
