// A live answer as an outcome, and where it differs from the predicted one, ids and the present taken for what they are.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import {
  answerDifferences,
  type PlaceDifference,
  Identity,
  outcomeOf,
  comparedHeaders,
  type Outcome,
  anyId,
} from '../requests/index.ts';
import type { ProxiedExchange } from './proxied-exchange.ts';

/** The differences of a live answer. Ids that the live side has shown before stand for themselves alone. */
export const liveDifferences = (
  mocked: Outcome,
  live: Outcome,
  isLiveId: (id: string) => boolean,
): readonly PlaceDifference[] => {
  const same = new Identity();
  for (const id of JSON.stringify(mocked.body ?? '').match(anyId) ?? []) if (isLiveId(id)) same.pair(id, id);
  return answerDifferences(mocked, live, same);
};

const encodings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  identity: (bytes) => bytes,
};

/** The text of a live answer; undefined where it is packed in a way that is not known here, or broken. */
const textIn = ({ responseHeaders, responseBody }: ProxiedExchange): string | undefined => {
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
export const liveOutcome = (exchange: ProxiedExchange, to: string): Outcome | undefined => {
  const text = textIn(exchange);
  if (text === undefined) return undefined;
  const { host, pathname } = new URL(to);
  const base = pathname.replace(/\/$/, '');
  const address = new RegExp(`https?://${host}${base}`.replaceAll('.', String.raw`\.`), 'gi');
  const pathOf = (value: string): string => value.replace(address, '');
  const headers = new Headers();
  for (const name of comparedHeaders) {
    const value = exchange.responseHeaders[name];
    if (value !== undefined) headers.set(name, withoutBase(pathOf(value), base));
  }
  return outcomeOf({ status: exchange.status, headers, text: pathOf(text) }, { baseUrl: to, ehrUrl: to });
};
