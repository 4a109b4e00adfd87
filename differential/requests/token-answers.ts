// Answers that give tokens, as they are compared and reported.
import { isObject } from '../../schemas/json.ts';

/** A token answer without its tokens: they are secrets, and each is another. */
export const withoutTokens = (body: unknown): unknown =>
  isObject(body) && 'access_token' in body
    ? Object.fromEntries(
        Object.entries(body).map(([name, value]) => [
          name,
          /^(access|refresh|id)_token$/.test(name) && typeof value === 'string' ? '(a token)' : value,
        ]),
      )
    : body;
