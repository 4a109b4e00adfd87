// What causes look at in an exchange.
import { isObject, objectsIn, type JsonObject } from '../../../schemas/json.ts';
import type { Exchange, Mismatch } from '../../suite/messages/index.ts';

/** A value as an object: one without members where it is none. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The type that a request asks for or writes; '' where its path names none. */
export const typeOf = ({ request: { path } }: Exchange): string => /^\/([A-Z][A-Za-z]+)/.exec(path)?.[1] ?? '';

/** True where what was sent is refused, and the server has not failed. */
export const isRefused = ({ response: { status } }: Exchange): boolean => status >= 400 && status < 500;

/** The resource of a read of one appointment; undefined for other exchanges. */
export const readIn = ({ request: { method, path }, response: { status, body } }: Exchange): JsonObject | undefined =>
  method === 'GET' && /^\/Appointment\/[^/?]+$/.test(path) && status === 200 && isObject(body) ? body : undefined;

/** Those that take part in an appointment, as references. */
export const actorsIn = (body: JsonObject): readonly JsonObject[] =>
  objectsIn(body['participant']).map(({ actor }) => objectOf(actor));

/** What an appointment refers to beside those that take part. */
export const supportingIn = (body: JsonObject): readonly JsonObject[] => objectsIn(body['supportingInformation']);

/** True of a request that was sent with a header, by its name in small letters. */
export const hasHeader = ({ request: { headers } }: Exchange, wanted: string): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === wanted);

/** True of a search of appointments that names parameters. */
export const isSearchByParameters = ({ request: { method, path } }: Exchange): boolean =>
  method === 'GET' && path.startsWith('/Appointment?');

/** The names of the parameters of a search, one that comes twice twice. */
export const parametersOf = ({ request: { path } }: Exchange): readonly string[] => [
  ...new URLSearchParams(path.split('?')[1]).keys(),
];

/** True of a difference in what a search has found. */
export const isOfSearch = ({ what }: Mismatch): boolean =>
  /^(The (matches|entries|relations|link) ?|total of )/.test(what);
