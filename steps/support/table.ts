// The table of a step as rows: an element path, a parameter or a name, and the cell beside it.
import type { DataTable } from '@cucumber/cucumber';

export type Row = readonly [path: string, cell: string];

export const rowsOf = (table: DataTable): readonly Row[] => table.raw().map(([path = '', cell = '']) => [path, cell]);

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const afternoon = 15 * 60;

/** Minutes that one of several appointments takes where its row says nothing about its end. */
const length = 5;

/** The minute of the day in a cell such as `{day}T09:00:00Z`; undefined for other forms. */
const minuteIn = (cell: string): number | undefined => {
  const [, hour, minute] = /^\{day[+-]?\d*\}T(\d\d):(\d\d):\d\dZ$/.exec(cell) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
};

/** Times for one of several appointments, so that none takes the time of another; what its row says comes behind them. */
export const timesOf = (kind: string, position: number, cells: Readonly<Record<string, string>>): readonly Row[] => {
  const { start, end } = cells;
  if (kind !== 'Appointment' || end !== undefined) return [];
  if (start === undefined) {
    const from = afternoon + position * length;
    return [
      ['start', `{day}T${clock(from)}:00Z`],
      ['end', `{day}T${clock(from + length)}:00Z`],
    ];
  }
  const from = minuteIn(start);
  return from === undefined ? [] : [['end', `${start.replace(/T.*/, '')}T${clock(from + length)}:00Z`]];
};

/** A record that is to be created: its name, and what its body holds beside the usual. */
export type Wanted = readonly [name: string, rows: readonly Row[]];

/** The records of a table, one a row, at times of which none takes that of another. */
export const recordsIn = (kind: string, table: DataTable): readonly Wanted[] =>
  table
    .hashes()
    .map(({ name = '', ...cells }, position) => [name, [...timesOf(kind, position, cells), ...Object.entries(cells)]]);
