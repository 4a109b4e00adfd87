// New ids: dashed UUIDs for appointments and their parts, 32 hexadecimal digits for people, random or from a seed.
import { createHash, randomUUID } from 'node:crypto';

export interface Ids {
  /** A dashed UUID. */
  readonly uuid: () => string;
  /** 32 hexadecimal digits, as Canvas names practitioners and patients. */
  readonly hex: () => string;
  /** Begins the sequence of a seed again. */
  readonly restart: () => void;
}

const asUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');

const seeded = (seed: string) => {
  let count = 0;
  return {
    uuid: () => asUuid(createHash('sha256').update(`${seed}/${count++}`).digest('hex')),
    restart: () => {
      count = 0;
    },
  };
};

const random = { uuid: (): string => randomUUID(), restart: () => undefined };

/** With a seed the ids come in the same sequence each time. */
export const idsOf = (seed?: string): Ids => {
  const source = seed === undefined ? random : seeded(seed);
  return { ...source, hex: () => source.uuid().replaceAll('-', '') };
};
