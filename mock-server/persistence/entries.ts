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
  delivery: (world: string, id: string) => `world!${world}!open!${id}`,
  grant: (kind: string, value: string) => `grant!${kind}!${value}`,
  snapshotState: (world: string, snapshot: string) => `world!${world}!moment!${snapshot}`,
} as const;

/** A key as the database holds it: half of a pair of surrogates, which no encoding can write, is spelled out. */
export const storedKey = (key: string): string =>
  key
    .replace(/%(?=25|u[\da-f]{4})/g, '%25')
    .replace(/[\ud800-\udfff]/gu, (half) => `%u${half.charCodeAt(0).toString(16)}`);

/** The key that is stored so. */
export const keyOf = (stored: string): string =>
  stored.replace(/%25(?=25|u[\da-f]{4})|%u([\da-f]{4})/g, (_all, code: string | undefined) =>
    code === undefined ? '%' : String.fromCharCode(Number.parseInt(code, 16)),
  );

const sum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/** A value with its checksum in front. */
export const seal = (value: unknown): string => {
  const text = JSON.stringify(value);
  return `${sum(text)} ${text}`;
};

/** The value of an entry. Throws where it is not what was written. */
export const unseal = (key: string, entry: string): unknown => {
  const text = entry.slice(9);
  if (entry.slice(0, 8) !== sum(text)) throw new Error(`the entry ${key} is not what was written`);
  return JSON.parse(text) as unknown;
};
