// What causes look at in an exchange.
import { isObject, type JsonObject } from '../../../schemas/json.ts';
import type { Exchange } from '../../suite/messages/index.ts';

/** A value as an object: one without members where it is none. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The objects of a list; none where it is no list. */
export const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** The type that a request asks for or writes; '' where its path names none. */
export const typeOf = ({ request: { path } }: Exchange): string => /^\/([A-Z][A-Za-z]+)/.exec(path)?.[1] ?? '';

/** True where what was sent is refused, and the server has not failed. */
export const isRefused = ({ response: { status } }: Exchange): boolean => status >= 400 && status < 500;
