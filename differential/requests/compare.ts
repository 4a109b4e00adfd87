// Where the two sides of a script differ, once ids and the present are taken for what they are.
// rfc6902 would do for plain JSON, but knows no ids that stand for one another, and tells a list of another length by an edit script.
import type { Target } from '../../targets/index.ts';
import type { Side } from './counterpart.ts';
import { Identity } from './identity.ts';
import { anyId } from './ids.ts';
import type { Outcome, Outcomes } from './perform.ts';
import { comparableBodies } from './shared-searchset.ts';
import { castOf, isWrite, namedBy, type Script } from './script.ts';

/** Where a difference lies of which no answer tells. */
const recordsMade = 'records made';

/** A place where two answers differ, and what each has there. */
export interface PlaceDifference {
  /** `HTTP status`, `records made`, `order of members`, `header content-type`, or a path of the body. */
  readonly where: string;
  readonly mock: unknown;
  readonly counterpart: unknown;
}

/** The same in one of the calls of a script. */
export interface Difference extends PlaceDifference {
  /** The position of the call in the script. */
  readonly call: number;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const pathTo = (path: string, name: string | number): string =>
  typeof name === 'number' ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;

const listDifferences = (
  path: string,
  mock: readonly unknown[],
  counterpart: readonly unknown[],
  same: Identity,
): PlaceDifference[] =>
  mock.length === counterpart.length
    ? mock.flatMap((item, index) => valueDifferences(pathTo(path, index), item, counterpart[index], same))
    : [{ where: `${path}.length`, mock: mock.length, counterpart: counterpart.length }];

/** True for an identifier that holds a medical record number, which each server assigns for itself. */
const isRecordNumber = ({ type }: Readonly<Record<string, unknown>>): boolean =>
  (type as { coding?: { code?: string }[] } | undefined)?.coding?.[0]?.code === 'MR';

/** Differences between two values, the deepest there are. */
const valueDifferences = (path: string, mock: unknown, counterpart: unknown, same: Identity): PlaceDifference[] => {
  if (Array.isArray(mock) && Array.isArray(counterpart)) return listDifferences(path, mock, counterpart, same);
  if (isObject(mock) && isObject(counterpart) && !Array.isArray(mock) && !Array.isArray(counterpart)) {
    const isAssigned =
      isRecordNumber(mock) && isRecordNumber(counterpart) && same.isAssigned(mock['value'], counterpart['value']);
    const names = [...new Set([...Object.keys(mock), ...Object.keys(counterpart)])].filter(
      (name) => !(isAssigned && name === 'value'),
    );
    return names.flatMap((name) => valueDifferences(pathTo(path, name), mock[name], counterpart[name], same));
  }
  return same.isSame(mock, counterpart) ? [] : [{ where: path === '' ? 'body' : path, mock, counterpart }];
};

/** Where the members of an appointment stand in an order of its own, which no path of the body tells. */
const orderOfMembers = 'order of members';

const namesOf = (value: unknown): readonly string[] =>
  isObject(value) && value['resourceType'] === 'Appointment' ? Object.keys(value) : [];

/** Two appointments of the same members in another order. */
const orderDifferences = (mock: unknown, counterpart: unknown): readonly PlaceDifference[] => {
  const [one, other] = [namesOf(mock), namesOf(counterpart)];
  const isSameSet = one.toSorted().join() === other.toSorted().join();
  return isSameSet && one.join() !== other.join()
    ? [{ where: orderOfMembers, mock: one.join(', '), counterpart: other.join(', ') }]
    : [];
};

/** Headers of which not every letter counts: case and blanks of a media type, and which number an answer has. */
const spellings: Readonly<Record<string, (text: string) => string>> = {
  'content-type': (text) => text.toLowerCase().replaceAll(' ', ''),
  'fumage-correlation-id': (text) => text.replace(anyId, '(id)'),
};

const headerOf = ({ headers }: Outcome, name: string): string => {
  const text = headers[name] ?? '';
  return spellings[name]?.(text) ?? text;
};

/** Differences between the headers that say something about a contract. */
const headerDifferences = (mock: Outcome, counterpart: Outcome, same: Identity): PlaceDifference[] =>
  [...new Set([...Object.keys(mock.headers), ...Object.keys(counterpart.headers)])]
    .filter((name) => !same.isSame(headerOf(mock, name), headerOf(counterpart, name)))
    .map((name) => ({
      where: `header ${name}`,
      mock: mock.headers[name],
      counterpart: counterpart.headers[name],
    }));

/** One create makes one record, whatever its answer says. */
const copyDifferences = ({ made: mock = 1 }: Outcome, { made: counterpart = 1 }: Outcome): PlaceDifference[] =>
  mock === counterpart ? [] : [{ where: recordsMade, mock, counterpart }];

/** A create names a record of its own, also where the id itself cannot be compared. */
const namingDifferences = (mock: Outcome, counterpart: Outcome): PlaceDifference[] =>
  mock.isMisnamed === counterpart.isMisnamed
    ? []
    : [{ where: 'header location', mock: namedIn(mock), counterpart: namedIn(counterpart) }];

const namedIn = ({ isMisnamed = false }: Outcome): string =>
  isMisnamed ? 'names what another create has made' : 'names what this create has made';

/** The differences between two answers. Where the statuses differ, so does everything else: only the status is told. */
export const answerDifferences = (
  mock: Outcome,
  counterpart: Outcome,
  same: Identity,
  bodies: readonly [mock: unknown, counterpart: unknown] = [mock.body, counterpart.body],
): readonly PlaceDifference[] =>
  mock.status === counterpart.status
    ? [
        ...copyDifferences(mock, counterpart),
        ...namingDifferences(mock, counterpart),
        ...headerDifferences(mock, counterpart, same),
        ...orderDifferences(...bodies),
        ...valueDifferences('', ...bodies, same),
      ]
    : [{ where: 'HTTP status', mock: mock.status, counterpart: counterpart.status }];

/** The parameters of a search, of its address and of its form. */
const queryOf = (path: string, body: unknown): string => (typeof body === 'string' ? `${path}&${body}` : path);

/** What both sides are taken to have in common before anything was exchanged: the people of the cast. */
const sharedCast = (mock: Target, counterpart: Target): Identity => {
  const same = new Identity();
  const ids = castOf(counterpart.cast);
  for (const [name, id] of Object.entries(castOf(mock.cast))) same.pair(id, ids[name] ?? '');
  return same;
};

const isSameCast = (mock: Target, counterpart: Target): boolean =>
  JSON.stringify([mock.cast.practitioners, mock.cast.patients]) ===
  JSON.stringify([counterpart.cast.practitioners, counterpart.cast.patients]);

/** How many calls can be compared: what was written on one side alone has changed that side alone from there on. */
const comparableCalls = ({ calls }: Script, mock: Outcomes, counterpart: Outcomes): number => {
  const alone = calls.findIndex(
    (call, position) => isWrite(call) && (mock[position] === undefined) !== (counterpart[position] === undefined),
  );
  return alone === -1 ? calls.length : alone;
};

/** Behind the first create of which one side has made copies, searches differ for no other reason. */
const isAfterCopies = (call: number, mock: Side, counterpart: Side): boolean =>
  isObject(mock.outcomes[call]?.body) &&
  mock.outcomes[call].body['resourceType'] === 'Bundle' &&
  mock.outcomes.slice(0, call).some((outcome, position) => outcome?.made !== counterpart.outcomes[position]?.made);

/** True where a difference lies at a path of an answer, or in what holds it. */
const isAround = ({ call, where }: Difference, [named, path]: readonly [number, string]): boolean => {
  const place = where.replace(/\.length$/, '');
  return call === named && (path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`));
};

/**
 * Leaves out what other answers have led to: a call that asks with what stands elsewhere on the other side, what names its
 * answer, and everything behind such a write or behind a create that names another record.
 */
const consequencesOf = ({ calls }: Script, { outcomes }: Side): IsConsequence => {
  const out = new Set<number>();
  let isAllOut = false;
  return (position, before) => {
    const call = calls[position];
    const isLed =
      call !== undefined &&
      namedBy(call).some((named) => out.has(named[0]) || before.some((one) => isAround(one, named)));
    const isOut = isAllOut || isLed;
    if (isOut) out.add(position);
    isAllOut ||= (isLed && isWrite(call)) || outcomes[position]?.isMisnamed === true;
    return isOut;
  };
};

type IsConsequence = (call: number, before: readonly Difference[]) => boolean;

/** The differences between what the two sides answered, in the order of the calls. */
export const differencesOf = (script: Script, mock: Side, counterpart: Side): readonly Difference[] => {
  const same = sharedCast(mock.target, counterpart.target);
  const isSameInstance = isSameCast(mock.target, counterpart.target);
  const count = comparableCalls(script, mock.outcomes, counterpart.outcomes);
  const isConsequence = consequencesOf(script, counterpart);
  const found: Difference[] = [];
  for (const [call, { path, body }] of script.calls.slice(0, count).entries()) {
    const [one, other] = [mock.outcomes[call], counterpart.outcomes[call]];
    if (one === undefined || other === undefined || isAfterCopies(call, mock, counterpart)) continue;
    same.create(one, other);
    if (isConsequence(call, found)) continue;
    const bodies = comparableBodies([one.body, other.body], same, isSameInstance, queryOf(path, body));
    found.push(...answerDifferences(one, other, same, bodies).map((difference) => ({ call, ...difference })));
  }
  return found;
};
