// Whether what a start asks for is what its directory began with: a directory that is filled begins with nothing else.
import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '../../schemas/canvas/settings.ts';
import {
  type AnyRecord,
  type CollectionName,
  collectionNames,
  type Records,
  referencesOf,
} from '../../schemas/canvas/collections.ts';
import { type DirectoryFault, faultOf } from './directory-fault.ts';

/** What the worlds of a directory begin with. */
interface Beginning {
  readonly records: Records;
  readonly settings: Settings;
}

/** What a start asks for; what it does not name is that of the directory. */
interface Wanted {
  readonly records?: Records;
  readonly settings: Partial<Settings>;
}

/** Nearly all records are the same to the letter, which is found out sooner. */
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other) || isDeepStrictEqual(one, other);

const differingRecord = (name: CollectionName, wanted: readonly AnyRecord[], stored: readonly AnyRecord[]) => {
  if (wanted.length !== stored.length) return `${wanted.length} ${name} where it began with ${stored.length}`;
  const position = wanted.findIndex((record, place) => !isSame(record, stored[place]));
  return position < 0 ? undefined : `${name}[${position}], id ${wanted[position]?.id ?? ''}, differs`;
};

const isReferring = (name: CollectionName): boolean => Object.keys(referencesOf(name)).length > 0;

/** Those that refer to no other come first: where one of them differs, what refers to it does, too. */
const namesInOrder = collectionNames.toSorted((one, two) => Number(isReferring(one)) - Number(isReferring(two)));

const differingRecords = (wanted: Records, stored: Records): string | undefined => {
  for (const name of namesInOrder) {
    const other = differingRecord(name, wanted[name], stored[name]);
    if (other !== undefined) return other;
  }
  return undefined;
};

const differingSetting = (wanted: Partial<Settings>, stored: Settings): string | undefined => {
  const given = Object.entries(wanted) as [keyof Settings, unknown][];
  const other = given.find(([name, value]) => value !== undefined && value !== stored[name]);
  return other && `the setting ${other[0]} is ${String(other[1])} where it began with ${String(stored[other[0]])}`;
};

/** What is asked for and cannot be had from a filled directory, in one line with what to do; or undefined. */
export const startupCheck = (path: string, wanted: Wanted, began: Beginning): DirectoryFault | undefined => {
  const records = wanted.records && differingRecords(wanted.records, began.records);
  if (records !== undefined)
    return faultOf(
      path,
      `is filled already, and the records given (--import, records) are others: ${records}. Leave them out to go on with what is kept, choose a new directory, or load a file into the running mock with world import`,
    );
  const setting = differingSetting(wanted.settings, began.settings);
  return setting === undefined
    ? undefined
    : faultOf(
        path,
        `is filled already: ${setting}. Leave the setting out and change it by PUT /__admin/settings, or choose a new directory`,
      );
};
