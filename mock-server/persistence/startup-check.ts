// Whether what a start asks for is what its directory began with: a directory that is filled begins with nothing else.
import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { CollectionName, Records } from '../../schemas/canvas/records.ts';
import type { AnyRecord } from '../store/any-collection.ts';
import { type DirectoryFault, faultOf } from './fault.ts';

/** What the worlds of a directory begin with. */
export interface Beginning {
  readonly records: Records;
  readonly settings: Settings;
}

/** What a start asks for; what it does not name is that of the directory. */
export interface Wanted {
  readonly records?: Records;
  readonly settings: Partial<Settings>;
}

/** Nearly all records are the same to the letter, which is found out sooner. */
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other) || isDeepStrictEqual(one, other);

const otherRecord = (name: CollectionName, wanted: readonly AnyRecord[], held: readonly AnyRecord[]) => {
  if (wanted.length !== held.length) return `${wanted.length} ${name} where it began with ${held.length}`;
  const position = wanted.findIndex((record, place) => !isSame(record, held[place]));
  return position < 0 ? undefined : `${name}[${position}], id ${wanted[position]?.id ?? ''}, differs`;
};

const otherRecords = (wanted: Records, held: Records): string | undefined => {
  for (const name of Object.keys(held) as CollectionName[]) {
    const other = otherRecord(name, wanted[name], held[name]);
    if (other !== undefined) return other;
  }
  return undefined;
};

const otherSetting = (wanted: Partial<Settings>, held: Settings): string | undefined => {
  const given = Object.entries(wanted) as [keyof Settings, unknown][];
  const other = given.find(([name, value]) => value !== undefined && value !== held[name]);
  return other && `the setting ${other[0]} is ${String(other[1])} where it began with ${String(held[other[0]])}`;
};

/** What is asked for and cannot be had from a filled directory, in one line with what to do; or undefined. */
export const disagreement = (path: string, wanted: Wanted, began: Beginning): DirectoryFault | undefined => {
  const records = wanted.records && otherRecords(wanted.records, began.records);
  if (records !== undefined)
    return faultOf(
      path,
      `is filled already, and the records given (--import, records) are others: ${records}. Leave them out to go on with what is kept, choose a new directory, or load a file into the running mock with world import`,
    );
  const setting = otherSetting(wanted.settings, began.settings);
  return setting === undefined
    ? undefined
    : faultOf(
        path,
        `is filled already: ${setting}. Leave the setting out and change it by PUT /__admin/settings, or choose a new directory`,
      );
};
