// What a line of the wire table is: a request, in words and in bytes, and what it gets.
import type { JsonObject } from '../../schemas/json.ts';

export interface WireRequest {
  readonly method: string;
  /** Path and query, as they are written on the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What a request may speak of: the mock and what it holds. */
export interface Scene {
  readonly url: string;
  readonly token: string;
  /** An appointment of the sample, not ended. */
  readonly appointment: string;
  readonly patient: string;
  readonly location: string;
  /** A body for a create, with these members in the place of its own. */
  readonly create: (members?: JsonObject) => JsonObject;
}

export interface Row {
  readonly topic: string;
  /** What is sent, as the document has it. */
  readonly sent: string;
  /** What it gets, as the document has it; it begins with the status. */
  readonly gets: string;
  readonly request?: (scene: Scene) => Partial<WireRequest>;
  /** What the text of the answer says. */
  readonly says?: RegExp | undefined;
  /** Headers that the answer has. */
  readonly has?: Readonly<Record<string, RegExp>>;
  /** For what no client can be made to send: the bytes themselves, in the place of the request. */
  readonly bytes?: Buffer;
}

/** The status that a line promises. */
export const statusOf = ({ gets }: Row): number => Number(gets.slice(0, 3));

/** A whole request from what a line says of it. */
export const requestOf = (row: Row, scene: Scene): WireRequest => {
  const { method = 'GET', path = '/Appointment', headers = {}, body } = row.request?.(scene) ?? {};
  const all = {
    authorization: `Bearer ${scene.token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  return { method, path, headers: all, ...(body === undefined ? {} : { body }) };
};
