// Where two performances of one script differ, once ids and the present are taken for what they are.
import type { Target } from '../../targets/target.ts';
import { Identity } from './identity.ts';
import type { Outcome, Outcomes } from './perform.ts';
import { comparableBodies } from './searchset.ts';
import { castOf, isWrite, type Script } from './script.ts';

/** One difference: where it is, and what each side has there. */
export interface Difference {
  /** The position of the call in the script. */
  readonly call: number;
  /** `HTTP status`, `header content-type`, or a path of the body. */
  readonly where: string;
  readonly mock: unknown;
  readonly other: unknown;
}

type Pair = readonly [where: string, mock: unknown, other: unknown];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const inner = (path: string, name: string | number): string =>
  typeof name === 'number' ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;

const lists = (path: string, one: readonly unknown[], other: readonly unknown[], same: Identity): Pair[] =>
  one.length === other.length
    ? one.flatMap((item, index) => values(inner(path, index), item, other[index], same))
    : [[`${path}.length`, one.length, other.length]];

/** True for an identifier that holds a medical record number, which each server assigns for itself. */
const isRecordNumber = ({ type }: Readonly<Record<string, unknown>>): boolean =>
  (type as { coding?: { code?: string }[] } | undefined)?.coding?.[0]?.code === 'MR';

/** Differences between two values, the deepest there are. */
export const values = (path: string, one: unknown, other: unknown, same: Identity): Pair[] => {
  if (Array.isArray(one) && Array.isArray(other)) return lists(path, one, other, same);
  if (isObject(one) && isObject(other) && !Array.isArray(one) && !Array.isArray(other)) {
    const isAssigned = isRecordNumber(one) && isRecordNumber(other) && same.isAssigned(one['value'], other['value']);
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
      (name) => !(isAssigned && name === 'value'),
    );
    return names.flatMap((name) => values(inner(path, name), one[name], other[name], same));
  }
  return same.isSame(one, other) ? [] : [[path === '' ? 'body' : path, one, other]];
};

const headersOf = ({ headers }: Outcome, name: string): string =>
  name === 'content-type' ? (headers[name] ?? '').toLowerCase().replaceAll(' ', '') : (headers[name] ?? '');

/** Differences between the headers that say something about a contract. */
export const headerPairs = (one: Outcome, other: Outcome, same: Identity): Pair[] =>
  [...new Set([...Object.keys(one.headers), ...Object.keys(other.headers)])].flatMap((name): Pair[] => {
    const [first, second] = [headersOf(one, name), headersOf(other, name)];
    return same.isSame(first, second)
      ? []
      : [[`header ${name}`, one.headers[name] ?? undefined, other.headers[name] ?? undefined]];
  });

/** Where the statuses differ, so does everything else: only the status is told. */
const pairs = (one: Outcome, other: Outcome, same: Identity, isSameInstance: boolean, query: string): Pair[] => {
  if (one.status !== other.status) return [['HTTP status', one.status, other.status]];
  const [mock, theirs] = comparableBodies([one.body, other.body], same, isSameInstance, query);
  return [...headerPairs(one, other, same), ...values('', mock, theirs, same)];
};

/** The parameters of a search, of its address and of its form. */
const queryOf = (path: string, body: unknown): string => (typeof body === 'string' ? `${path}&${body}` : path);

/** What both sides are taken to have in common before anything was exchanged: the people of the cast. */
const knownOf = (mock: Target, other: Target): Identity => {
  const same = new Identity();
  const theirs = castOf(other.cast);
  for (const [name, id] of Object.entries(castOf(mock.cast))) same.pair(id, theirs[name] ?? '');
  return same;
};

const isSameCast = (mock: Target, other: Target): boolean =>
  JSON.stringify([mock.cast.practitioners, mock.cast.patients]) ===
  JSON.stringify([other.cast.practitioners, other.cast.patients]);

/** How many calls can be compared: what was written on one side alone has changed that side alone from there on. */
const comparable = ({ calls }: Script, one: Outcomes, other: Outcomes): number => {
  const alone = calls.findIndex(
    (call, position) => isWrite(call) && (one[position] === undefined) !== (other[position] === undefined),
  );
  return alone === -1 ? calls.length : alone;
};

/** The differences between what the mock and the other side answered, in the order of the calls. */
export const differencesOf = (
  script: Script,
  [mock, one]: readonly [Target, Outcomes],
  [theirs, other]: readonly [Target, Outcomes],
): readonly Difference[] => {
  const same = knownOf(mock, theirs);
  const isSameInstance = isSameCast(mock, theirs);
  return script.calls.slice(0, comparable(script, one, other)).flatMap(({ path, body }, call) => {
    const [first, second] = [one[call], other[call]];
    if (first === undefined || second === undefined) return [];
    same.create(first, second);
    return pairs(first, second, same, isSameInstance, queryOf(path, body)).map(([where, ours, found]) => ({
      call,
      where,
      mock: ours,
      other: found,
    }));
  });
};
