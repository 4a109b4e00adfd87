// Paths with stars: `*` stands for one part of a path, `**` for any number of parts.
import { automatonOf, type Part } from './automaton.ts';

const character = (isMatch: (character: string) => boolean): Part => ({ kind: 'character', isMatch });
const anyNumber = (part: Part): Part => ({ kind: 'repeat', part, least: 0, most: Infinity });

const withinPart = anyNumber(character((sent) => sent !== '/' && sent !== '?'));
const anything = anyNumber(character(() => true));

const partsOf = (path: string): readonly Part[] =>
  (path.match(/\*+|[^*]/gsu) ?? []).map((token) => {
    if (token.startsWith('*')) return token.length === 1 ? withinPart : anything;
    return character((sent) => sent === token);
  });

const withoutSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path);

/** The test whether a path matches, made once. A slash at its end makes no difference. Undefined where it has too many parts. */
export const globOf = (path: string): ((sent: string) => boolean) | undefined => {
  if (!path.includes('*')) return (sent) => sent === path || withoutSlash(sent) === path;
  const matches = automatonOf({ kind: 'sequence', parts: partsOf(path) });
  return matches && ((sent) => matches(sent) || (sent.endsWith('/') && matches(withoutSlash(sent))));
};
