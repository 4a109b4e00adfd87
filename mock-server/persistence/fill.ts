// The first filling of a database: the records that every world of a directory begins with.
import type { AnyRecord, Records } from '../../schemas/canvas/collections.ts';
import type { Database } from './directory.ts';
import { firstBatch } from './directory-marks.ts';
import { keys, seal } from './entries.ts';
import type { Loaded } from './load.ts';

/** Entries that are filled in at a time. */
const portion = 5000;

const entriesOf = (records: Records) =>
  Object.entries(records).flatMap(([collection, list]) =>
    // The position keeps the order; it stands before the id, which the record holds itself.
    (list as readonly AnyRecord[]).map((record, position) => ({
      key: `${keys.base}${collection}!${String(position).padStart(9, '0')}`,
      record,
    })),
  );

/** Fills an empty database with some records. Its last step says that all are there. */
export const fill = async (database: Database, records: Records): Promise<Loaded> => {
  const entries = entriesOf(records);
  for (let from = 0; from < entries.length; from += portion)
    await database.batch(
      entries.slice(from, from + portion).map(({ key, record }) => ({ type: 'put', key, value: seal(record) })),
    );
  await database.batch(
    [
      { type: 'put', key: keys.filled, value: seal(true) },
      { type: 'put', key: keys.total, value: seal([entries.length + 1, firstBatch]) },
    ],
    { sync: true },
  );
  return { base: records, worlds: new Map(), grants: [], keys: new Set([keys.filled]), batch: firstBatch };
};
