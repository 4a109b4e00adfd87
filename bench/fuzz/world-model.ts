// A small model of a world: what a request may change in it, held against what it has changed.
import { collectionNames, type CollectionName } from '../../schemas/canvas/collections.ts';
import type { FuzzRequest } from './request.ts';
import type { Answer } from './sending.ts';

/** The records of a world, each as text, by `<collection>/<id>`; and its settings and clock. */
export type State = ReadonlyMap<string, string>;

interface Export {
  readonly records: Readonly<Record<CollectionName, readonly { readonly id: string }[]>>;
  readonly settings: unknown;
}

/** The state that an export of a world tells. */
export const stateFrom = (text: string): State => {
  const { records, settings } = JSON.parse(text) as Export;
  const entries = collectionNames.flatMap((name) =>
    records[name].map((record): [string, string] => [`${name}/${record.id}`, JSON.stringify(record)]),
  );
  return new Map([...entries, ['settings', JSON.stringify(settings)]]);
};

interface Changes {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const changesBetween = (before: State, after: State): Changes => ({
  created: [...after.keys()].filter((key) => !before.has(key)),
  changed: [...after].filter(([key, text]) => before.has(key) && before.get(key) !== text).map(([key]) => key),
  removed: [...before.keys()].filter((key) => !after.has(key)),
});

/** What a request is allowed to change. `anything` is not modelled. */
type Allowance = 'nothing' | 'anything' | ((changes: Changes) => boolean);

const idFrom = ({ headers }: Answer): string =>
  /\/(?:Appointment|Patient)\/([^/]+)/.exec(headers.location ?? '')?.[1] ?? '';

const sole = (keys: readonly string[], start: string): boolean =>
  keys.filter((key) => key.startsWith(start)).length === 1;

const isNone = (...lists: readonly (readonly string[])[]): boolean => lists.every((list) => list.length === 0);

const creates = (collection: string, answer: Answer): Allowance => {
  const key = `${collection}/${idFrom(answer)}`;
  return ({ created, changed, removed }) =>
    created.includes(key) &&
    sole(created, `${collection}/`) &&
    created.every((one) => one === key || one.startsWith('encounters/')) &&
    isNone(changed, removed);
};

/** An event that is given a patient becomes an appointment of that patient, with an encounter (decision 012). */
const updates =
  (key: string): Allowance =>
  ({ created, changed, removed }) =>
    changed.every((one) => one === key) &&
    isNone(removed) &&
    (isNone(created) ||
      (key.startsWith('appointments/') &&
        changed.length === 1 &&
        sole(created, 'encounters/') &&
        created.length === 1));

/** Adds one record of a collection; a new default note type takes the place of the old one. */
const recordCreates =
  (collection: string): Allowance =>
  ({ created, changed, removed }) =>
    isNone(removed) &&
    created.length === 1 &&
    sole(created, `${collection}/`) &&
    changed.every((key) => key.startsWith('noteTypes/'));

const recordUpdates =
  (collection: string, id: string): Allowance =>
  ({ created, changed, removed }) =>
    isNone(created, removed) && changed.every((key) => key === `${collection}/${id}` || key.startsWith('noteTypes/'));

const recordRemoves =
  (collection: string, id: string): Allowance =>
  ({ created, changed, removed }) =>
    isNone(created, changed) && removed.length === 1 && removed[0] === `${collection}/${id}`;

const partsOf = (path: string): readonly string[] =>
  (path.split('?')[0] ?? '')
    .split('/')
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });

const ofFhir = ({ method, path }: FuzzRequest, answer: Answer): Allowance => {
  const [type = '', id = ''] = partsOf(path);
  const collection = { Appointment: 'appointments', Patient: 'patients' }[type];
  if (collection === undefined) return 'nothing';
  if (method === 'POST' && id === '') return creates(collection, answer);
  return method === 'PUT' ? updates(`${collection}/${id}`) : 'nothing';
};

const ofRecords = ({ method, path }: FuzzRequest): Allowance => {
  const [, , collection = '', id = ''] = partsOf(path);
  if (method === 'POST') return recordCreates(collection);
  return method === 'DELETE' ? recordRemoves(collection, id) : recordUpdates(collection, id);
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']);

/** What a request may have changed in the world that it named, by what it was and what it was answered. */
const allowanceOf = (request: FuzzRequest, answer: Answer): Allowance => {
  const { face, method, path } = request;
  if (request.headers['x-mock-world'] !== '{world}') return 'nothing';
  // The framework tells of a bad _format when the write has happened.
  if (face === 'fhir' && answer.status === 400 && /^\w+ \w+.*_format/.test(`${method} ${path.slice(1)}`))
    return 'anything';
  if (answer.status >= 300 || reading.has(method) || face === 'ehr' || face === 'bytes') return 'nothing';
  if (face === 'fhir') return path.includes('/_search') ? 'nothing' : ofFhir(request, answer);
  if (path.startsWith('/__admin/records/')) return ofRecords(request);
  return /^\/__admin\/(requests|holds|faults|clock)/.test(path) ? 'nothing' : 'anything';
};

const listed = (changes: Changes): string =>
  Object.entries<readonly string[]>({ ...changes })
    .filter(([, keys]) => keys.length > 0)
    .map(([kind, keys]) => `${kind} ${keys.slice(0, 4).join(', ')}`)
    .join('; ') || 'changed nothing';

/**
 * What a request has changed that it may not, in words. `template` is the request with its placeholders, by which it is seen
 * which world it names; `request` the one that was sent.
 */
export const faultOfState = (
  template: FuzzRequest,
  request: FuzzRequest,
  answer: Answer,
  [before, after]: readonly [State, State],
): string | undefined => {
  const named = template.headers['x-mock-world'];
  const headers = { ...request.headers, ...(named === undefined ? {} : { 'x-mock-world': named }) };
  const allowed = allowanceOf({ ...request, headers }, answer);
  if (allowed === 'anything') return undefined;
  const changes = changesBetween(before, after);
  const isRight = allowed === 'nothing' ? isNone(changes.created, changes.changed, changes.removed) : allowed(changes);
  return isRight ? undefined : `status ${answer.status}, and the world: ${listed(changes)}`;
};
