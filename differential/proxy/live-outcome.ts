// Where a live answer differs from the predicted one, ids and the present taken for what they are.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { headerPairs, values } from '../requests/compare.ts';
import { Identity } from '../requests/identity.ts';
import { outcomeOf, telling, type Outcome } from '../requests/perform.ts';
import { anyId } from '../requests/ids.ts';
import type { Passed } from './passed.ts';

export interface Difference {
  /** `HTTP status`, `header location`, or a path of the body. */
  readonly where: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The differences of a live answer. Ids that the live side has shown before stand for themselves alone. */
export const differencesOf = (
  ours: Outcome,
  theirs: Outcome,
  isLive: (id: string) => boolean,
): readonly Difference[] => {
  if (ours.status !== theirs.status) return [{ where: 'HTTP status', expected: ours.status, actual: theirs.status }];
  const same = new Identity();
  for (const id of JSON.stringify(ours.body ?? '').match(anyId) ?? []) if (isLive(id)) same.pair(id, id);
  return [...headerPairs(ours, theirs, same), ...values('', ours.body, theirs.body, same)].map(
    ([where, expected, actual]) => ({ where, expected, actual }),
  );
};

const encodings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  identity: (bytes) => bytes,
};

/** The text of a live answer; undefined where it is packed in a way that is not known here, or broken. */
const textIn = ({ responseHeaders, responseBody }: Passed): string | undefined => {
  const unpack = encodings[(responseHeaders['content-encoding'] ?? 'identity').trim().toLowerCase()];
  try {
    return responseBody.length === 0 ? '' : unpack?.(responseBody).toString('utf8');
  } catch {
    return undefined;
  }
};

/** A location may be a path alone. */
const withoutBase = (value: string, base: string): string =>
  value.startsWith(base) ? value.slice(base.length) : value;

/** The live answer as an outcome: whatever scheme its addresses have, they are those of the live side. */
export const liveOutcome = (passed: Passed, to: string): Outcome | undefined => {
  const text = textIn(passed);
  if (text === undefined) return undefined;
  const { host, pathname } = new URL(to);
  const base = pathname.replace(/\/$/, '');
  const address = new RegExp(`https?://${host}${base}`.replaceAll('.', String.raw`\.`), 'gi');
  const bare = (value: string): string => value.replace(address, '');
  const headers = new Headers();
  for (const name of telling) {
    const value = passed.responseHeaders[name];
    if (value !== undefined) headers.set(name, withoutBase(bare(value), base));
  }
  return outcomeOf(passed.status, headers, bare(text), { baseUrl: to });
};
