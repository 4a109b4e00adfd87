// A file of records, as `fixtures` writes it, for a mock to start from.
import { largest, readBytes } from '../../schemas/read-text.ts';
import { fileFault } from '../../schemas/file-fault.ts';
import { instance } from '../../fixtures/instance.ts';
import { collectionNames, type Records } from '../../schemas/canvas/collections.ts';
import { recordsFrom } from '../admin/records-import.ts';
import { plainText } from '../http/body-text.ts';
import { FileFault } from './file-fault.ts';

/** A file is read as a body is: what is no text or has half a character is refused by name. Each record bounds its depth. */
const textOf = (file: string): string => {
  const read = plainText(readBytes(file, largest));
  if ('fault' in read) throw new Error(read.fault.replace('the body', 'it'));
  return read.text.replace(/^\uFEFF/, '');
};

const parsed = (file: string): unknown => {
  try {
    return JSON.parse(textOf(file)) as unknown;
  } catch (error) {
    // The message may quote the file, line ends and all.
    const words = fileFault(error).replaceAll(/\s+/g, ' ');
    throw new FileFault(`cannot read ${file}: ${words}`);
  }
};

/** How many records of each collection there are: `clinic.json: 400 appointments, 3 practitioners`. */
export const countsOf = (file: string, records: Records): string => {
  const counts = collectionNames.map((name) => `${records[name].length} ${name}`);
  return `${file}: ${counts.join(', ')}`;
};

/**
 * The records of a JSON file, or of a world that was exported to one; a collection that it leaves out is that of the
 * mocked instance. Throws a FileFault where a record is none that Canvas could hold.
 */
export const readRecordsFile = (file: string): Records => {
  const content = parsed(file);
  const isWorld = typeof content === 'object' && content !== null && 'format' in content && 'records' in content;
  const records = recordsFrom(isWorld ? content.records : content, instance, isWorld);
  if ('fault' in records) throw new FileFault(`cannot read ${file}: ${records.fault}`);
  return records;
};
