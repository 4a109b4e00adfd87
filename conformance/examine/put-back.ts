// What a client has put back of what it had read: told from what the server alone could have written.
import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../../schemas/json.ts';
import { hasSucceeded, isRead, isSearch, isUpdate, isWrite, routeOf, sentIn, shownIn } from './calls.ts';
import type { Recorded } from '../traffic/index.ts';

/** Members of an Appointment that every client of this API knows. */
const knownMembers = new Set([
  ...['resourceType', 'id', 'contained', 'identifier', 'status', 'appointmentType', 'reasonCode', 'description'],
  ...['supportingInformation', 'start', 'end', 'participant'],
]);

/** Extensions of a value, at whatever depth, taken out. */
const withoutExtensions = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutExtensions);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => (name === 'extension' ? [] : [[name, withoutExtensions(item)]])),
  );
};

/** Members of the elements of an Appointment that every client of this API knows. */
const knownParts = new Set([
  ...[
    'resourceType',
    'id',
    'status',
    'use',
    'system',
    'value',
    'period',
    'start',
    'end',
    'assigner',
    'display',
    'type',
  ],
  ...['coding', 'code', 'userSelected', 'text', 'reference', 'actor', 'address', 'connectionType', 'payloadType'],
]);

/** A value without what its elements have beside the members that every client knows. */
const knownIn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(knownIn);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => (knownParts.has(name) ? [[name, knownIn(item)]] : [])),
  );
};

/** An update, with the record as the client had read it last. */
export interface PutBack {
  readonly update: Recorded;
  readonly sent: JsonObject;
  readonly read: Recorded;
  readonly record: JsonObject;
  /** The members that were taken from the read, what a client may not know of their elements aside. */
  readonly members: readonly string[];
}

/** Whether a client had sent a value by itself before: then it tells nothing of a read. */
const isOwn = (name: string, value: unknown, before: readonly Recorded[]): boolean =>
  before.some((call) => isWrite(call) && isDeepStrictEqual(knownIn(sentIn(call)?.[name]), knownIn(value)));

const isFromRead = (name: string, sent: JsonObject, record: JsonObject, before: readonly Recorded[]): boolean =>
  sent[name] !== undefined &&
  typeof sent[name] === 'object' &&
  isDeepStrictEqual(knownIn(sent[name]), knownIn(record[name])) &&
  !isOwn(name, sent[name], before);

/** The updates that hold something of a read before them. */
export const putBacksIn = (calls: readonly Recorded[]): readonly PutBack[] =>
  calls.filter(isUpdate).flatMap((update): readonly PutBack[] => {
    const before = calls.slice(0, calls.indexOf(update));
    const { id } = routeOf(update);
    const read = before.findLast(
      (call) => (isRead(call) || isSearch(call)) && hasSucceeded(call) && shownIn(call).some((one) => one['id'] === id),
    );
    const record = read && shownIn(read).find((one) => one['id'] === id);
    const sent = sentIn(update);
    if (read === undefined || record === undefined || sent === undefined) return [];
    // What the client had sent before that read is its own; what it has put back since is not.
    const own = before.slice(0, before.indexOf(read));
    const members = Object.keys(record).filter((name) => isFromRead(name, sent, record, own));
    return members.length === 0 ? [] : [{ update, sent, read, record, members }];
  });

/** What a member that was put back lacks, in words. */
const lackOf = (name: string, sent: unknown, read: unknown): string =>
  isDeepStrictEqual(withoutExtensions(sent), withoutExtensions(read))
    ? `${name} without its extension`
    : `${name} without a member of its elements`;

/** What was read and has not come back: parts of members that were put back, and members that a client may not know. */
export const lostIn = ({ sent, record, members }: PutBack): readonly string[] => {
  const nested = members.filter((name) => !isDeepStrictEqual(sent[name], record[name]));
  const known = Object.keys(record).filter((name) => knownMembers.has(name));
  const isWhole = known.every((name) => sent[name] !== undefined);
  const unknown = Object.keys(record).filter((name) => !knownMembers.has(name) && sent[name] === undefined);
  return [...nested.map((name) => lackOf(name, sent[name], record[name])), ...(isWhole ? unknown : [])];
};

/** Whether something unknown could have been lost. */
export const hasUnknownParts = ({ record }: PutBack): boolean =>
  Object.keys(record).some((name) => !knownMembers.has(name)) || !isDeepStrictEqual(record, withoutExtensions(record));
