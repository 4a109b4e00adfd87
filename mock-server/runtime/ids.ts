// New ids: dashed UUIDs for appointments and their parts, 32 hexadecimal digits for people, random or from a seed.
import { createHash, randomUUID } from 'node:crypto';

export interface Ids {
  /** A dashed UUID. */
  readonly uuid: () => string;
  /** 32 hexadecimal digits, as Canvas names practitioners and patients. */
  readonly hex: () => string;
  /** How many ids of the sequence of a seed were given out. */
  readonly position: () => number;
  /** Begins the sequence of a seed again, or goes on with it after so many. */
  readonly restart: (position?: number) => void;
}

const asUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');

/** Also without a seed its place is known: that in the sequence of a former seed is kept for a later start. */
const sourceOf = (seed: string | undefined) => {
  let count = 0;
  const next = (): string =>
    asUuid(
      createHash('sha256')
        .update(`${seed ?? ''}/${count++}`)
        .digest('hex'),
    );
  return {
    uuid: seed === undefined ? (): string => randomUUID() : next,
    position: () => count,
    restart: (position = 0) => {
      count = position;
    },
  };
};

/** With a seed the ids come in the same sequence each time. */
export const idsOf = (seed?: string): Ids => {
  const source = sourceOf(seed);
  return { ...source, hex: () => source.uuid().replaceAll('-', '') };
};

/** The ids of a sequence but for those that are taken, as records from a file may have them of the same seed. */
export const unusedOf = (ids: Ids, isTaken: (id: string) => boolean): Ids => {
  const unusedFrom = (next: () => string) => (): string => {
    let id = next();
    while (isTaken(id)) id = next();
    return id;
  };
  return { ...ids, uuid: unusedFrom(ids.uuid), hex: unusedFrom(ids.hex) };
};
