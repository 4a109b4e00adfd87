// The file of a generated clinic: record by record to a file or the standard output, and a summary beside it.
import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Stop } from '../conformance/run/exit-codes.ts';
import { generateRecords, instance, type GenerateOptions } from '../fixtures/index.ts';
import type { CollectionName, Records } from '../schemas/canvas/collections.ts';

export interface ClinicOptions extends Omit<GenerateOptions, 'base'> {
  readonly practitioners: number;
  readonly patients: number;
  readonly locations: number;
  readonly out?: string;
}

/** Characters that are gathered before they are written. */
const portion = 1 << 18;

/** The text of some records in portions, one record a line. */
function* textOf(records: Records): Generator<string> {
  let text = '{';
  for (const [position, [name, list]] of Object.entries(records).entries()) {
    text += `${position === 0 ? '' : ','}\n"${name}": [`;
    for (const [place, record] of (list as readonly object[]).entries()) {
      text += `${place === 0 ? '' : ','}\n${JSON.stringify(record)}`;
      if (text.length < portion) continue;
      yield text;
      text = '';
    }
    text += '\n]';
  }
  yield `${text}\n}\n`;
}

const pour = async (records: Records, out: Writable): Promise<void> => {
  for (const text of textOf(records)) if (!out.write(text)) await once(out, 'drain');
};

/** To a file beside the wanted one, which takes its place when it is whole. */
const toFile = async (records: Records, file: string): Promise<void> => {
  const part = `${file}.part`;
  const out = createWriteStream(part);
  try {
    const end = finished(out);
    await Promise.race([pour(records, out), end]);
    out.end();
    await end;
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new Stop('usage', `cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** To the standard output, whose reader may leave early. */
const toOutput = async (records: Records): Promise<void> => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  await pour(records, process.stdout);
};

const shareOf = (count: number, total: number): string => `${((100 * count) / Math.max(1, total)).toFixed(1)} %`;

const statusLine = ({ appointments }: Records): string => {
  const counts = new Map<string, number>();
  for (const { status } of appointments) counts.set(status, (counts.get(status) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one);
  return sorted.map(([status, count]) => `${status} ${count} (${shareOf(count, appointments.length)})`).join(', ');
};

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

const summary = (records: Records): string => {
  const { practitioners, patients, locations, appointments } = records;
  const starts = appointments.map(({ start }) => start).toSorted((one, other) => one - other);
  const count = (test: (record: Records['appointments'][number]) => boolean): number =>
    appointments.filter(test).length;
  const lines = [
    `${practitioners.length} practitioners, ${patients.length} patients, ${locations.length} locations, ${appointments.length} appointments`,
    ...(appointments.length === 0
      ? []
      : [
          `from ${dayOf(starts[0] ?? 0)} to ${dayOf(starts.at(-1) ?? 0)}: ${statusLine(records)}`,
          `rescheduled ${count(({ rescheduledFrom }) => rescheduledFrom !== null)}, with a meeting link ${count(({ meetingLink }) => meetingLink !== null)}, other events ${count(({ patient }) => patient === null)}`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
};

/** What has to be added to the mocked instance, so that there are as many as were asked for. */
const added = (wanted: number, name: CollectionName): number => Math.max(0, wanted - instance[name].length);

const generated = ({ out: _out, practitioners, patients, locations, ...options }: ClinicOptions): Records => {
  try {
    return generateRecords({
      ...options,
      practitioners: added(practitioners, 'practitioners'),
      patients: added(patients, 'patients'),
      locations: added(locations, 'locations'),
    });
  } catch (error) {
    if (error instanceof RangeError) throw new Stop('usage', error.message);
    throw error;
  }
};

/** Generates a clinic and writes it; what it holds is said on the standard error output. */
export const writeClinic = async (options: ClinicOptions): Promise<void> => {
  const records = generated(options);
  if (options.out === undefined) await toOutput(records);
  else await toFile(records, options.out);
  process.stderr.write(summary(records));
};
