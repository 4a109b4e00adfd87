// The corpus: requests, each with the answer that fhirstarter 1.5.0 gave to it (fhir.resources 6.4.0, pydantic 1.10.13,
// FastAPI 0.105.0, FHIR R4), as an app whose create and update return ids. What it showed of its own records is left out.
// In paths and answers, {ID} is an appointment made beforehand, {IDUPPER} the same in capitals, {NEW} a new id, {HOST} host
// and port. The file is read with: gunzip -c bench/framework/corpus.ndjson.gz
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

interface Recorded {
  readonly status: number;
  readonly type?: string;
  readonly location?: string;
  readonly allow?: string;
  readonly text?: string;
}

export interface Case {
  readonly category: string;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, or as bytes where it is not a text. */
  readonly body?: string;
  readonly base64?: string;
  readonly answer: Recorded;
}

/** Every case, in the order in which they were recorded. */
export const readCorpus = (): readonly Case[] =>
  gunzipSync(readFileSync(new URL('corpus.ndjson.gz', import.meta.url)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
