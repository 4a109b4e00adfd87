// The values with which scenarios begin, as far as one create can carry those of several: where a budget is too small for a
// create each.
import { cellsOf, effectOf, type CompiledStep } from './effects.ts';
import type { Compiled } from './creations.ts';
import type { CombinedRecords } from '../targets/index.ts';
import { timesOf } from './support/table.ts';

/** A part of an appointment: no two scenarios that speak of the same one begin with the same create. */
type Part = (typeof parts)[number];

const parts = [
  'day',
  'time of day',
  'status',
  'reason',
  'place',
  'practitioner',
  'patient',
  'type',
  'identifier',
  'comment',
  'anything else',
] as const;

/** Members, parameters and words of a step, with the parts that they speak of. */
const partsOfWords: Readonly<Record<string, readonly Part[]>> = {
  start: ['day', 'time of day'],
  end: ['day', 'time of day'],
  starts: ['day', 'time of day'],
  ends: ['day', 'time of day'],
  period: ['day', 'time of day'],
  time: ['day', 'time of day'],
  times: ['day', 'time of day'],
  moved: ['day', 'time of day'],
  minutesDuration: ['time of day'],
  date: ['day', 'time of day'],
  status: ['status'],
  cancelled: ['status'],
  cancels: ['status'],
  reasonCode: ['reason'],
  description: ['reason'],
  reason: ['reason'],
  contained: ['place'],
  supportingInformation: ['place'],
  location: ['place'],
  Location: ['place'],
  link: ['place'],
  Endpoint: ['place'],
  'participant[0]': ['practitioner'],
  'participant[1]': ['patient'],
  participant: ['practitioner', 'patient'],
  participants: ['practitioner', 'patient'],
  practitioner: ['practitioner'],
  Practitioner: ['practitioner'],
  patient: ['patient'],
  Patient: ['patient'],
  subject: ['patient'],
  appointmentType: ['type'],
  'appointment-type': ['type'],
  type: ['type'],
  identifier: ['identifier'],
  identifiers: ['identifier'],
  comment: ['comment'],
  // What is shown of it depends on all of it.
  encounter: parts,
  Slot: parts,
  slot: parts,
};

const partsIn = (words: readonly string[]): readonly Part[] => words.flatMap((word) => partsOfWords[word] ?? []);

const rootOf = (path: string): string => /^participant\[\d\]|^[\w-]+/.exec(path)?.[0] ?? '';

const wordsIn = (text: string): readonly string[] => text.split(/[^\w-]+/);

/** A time on the day of the scenario, as it is usually written. */
const onTheDay = /^\{day\}T\d\d:\d\d:00Z$/;

/** The parts that a cell sends otherwise than usual: what no part claims is anything else. */
const partsOfCell = ([path, cell]: readonly [path: string, cell: string]): readonly Part[] => {
  const some = partsOfWords[rootOf(path)] ?? ['anything else'];
  return onTheDay.test(cell) ? some.filter((part) => part !== 'day') : some;
};

/** A search for a whole day is not about the time of that day. */
const isWholeDay = ([name, value]: readonly string[]): boolean => name === 'date' && value === '{day}';

/** The parts that a step speaks of, whether it sends or expects them. */
const partsOfStep = (step: CompiledStep): readonly Part[] => {
  const rows = cellsOf(step);
  const named = rows
    .filter((row) => !isWholeDay(row))
    .flatMap(([path = '', cell = '']) => (path === '_sort' ? wordsIn(cell) : [rootOf(path)]));
  const header = rows[0] ?? [];
  return [
    ...(rows.some(isWholeDay) ? (['day'] as const) : []),
    ...partsIn([...wordsIn(step.text), ...named, ...(header[0] === 'name' ? header.map(rootOf) : [])]),
  ];
};

/** Element paths with their cells. */
type Cells = Readonly<Record<string, string>>;

/** Appointments with which a scenario begins, and which may carry the values of other scenarios besides. */
export interface Beginning {
  /** The same where as many appointments bear the same names. */
  readonly form: string;
  /** What is sent otherwise than usual, of each appointment. */
  readonly cells: readonly Cells[];
  /** The parts that it sends otherwise than usual. */
  readonly own: ReadonlySet<Part>;
  /** The parts that any step speaks of. */
  readonly touched: ReadonlySet<Part>;
}

/** The end of one of several appointments whose row names its start only. */
const endOf = (position: number, cells: Cells): Cells =>
  cells['start'] === undefined ? {} : Object.fromEntries(timesOf('Appointment', position, cells));

/** The appointments of a step by their names: one without a name where the step creates one. */
const tableOf = (step: CompiledStep): ReadonlyMap<string, Cells> => {
  const [header = [], ...rows] = cellsOf(step);
  if (header[0] !== 'name')
    return new Map([['', Object.fromEntries([header, ...rows].map(([path = '', cell = '']) => [path, cell]))]]);
  const named = rows.map(([name = '', ...cells]) => {
    const given = Object.fromEntries(cells.map((cell, at) => [header[at + 1] ?? '', cell]));
    return [name, given] as const;
  });
  return new Map(named.map(([name, given], position) => [name, { ...endOf(position, given), ...given }]));
};

/** How a scenario begins, where it begins with appointments that others may share; undefined for others. */
export const beginningOf = ({ steps }: Compiled): Beginning | undefined => {
  const [first, ...rest] = steps;
  if (first === undefined) return undefined;
  const { creates, createsByAnswer } = effectOf(first);
  if (creates?.type !== 'Appointment' || creates.isCancelled || createsByAnswer) return undefined;
  if (rest.some((step) => effectOf(step).creates !== undefined) || cellsOf(first).length === 0) return undefined;
  const table = tableOf(first);
  const own = new Set([...table.values()].flatMap((cells) => Object.entries(cells).flatMap(partsOfCell)));
  if (own.has('anything else')) return undefined;
  return {
    form: [...table.keys()].join(),
    cells: [...table.values()],
    own,
    touched: new Set([...own, ...rest.flatMap(partsOfStep)]),
  };
};

const areApart = (some: ReadonlySet<Part>, others: ReadonlySet<Part>): boolean =>
  [...some].every((part) => !others.has(part));

/** Whether the same appointments can be what both scenarios begin with: neither speaks of what the other sends. */
export const canShare = (one: Beginning, other: Beginning): boolean =>
  one.form === other.form && areApart(one.own, other.touched) && areApart(other.own, one.touched);

/** Whether records carry what a scenario begins with, and nothing besides that any of its steps speaks of. */
export const carries = (records: CombinedRecords, { cells, touched }: Beginning): boolean =>
  records.length === cells.length &&
  records.every((record, position) => {
    const own = cells[position] ?? {};
    const others = record.filter(([path, cell]) => own[path] !== cell);
    const isWhole = record.length - others.length === Object.keys(own).length;
    return isWhole && others.flatMap(partsOfCell).every((part) => !touched.has(part));
  });
