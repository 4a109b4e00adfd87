// Reads and searches that a server refuses for want of a content type, which they need not have: whatever looks by one rests on it.
import type { Exchange, Mismatch, Scenario } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { hasHeader, isRefused, typeOf } from './parts.ts';

/** Ways to look at what is stored, by the rest of the path behind a type, and the words of their differences. */
const ways = {
  reads: { rest: /^\/[^/]+$/, words: /\bread|^Reading|of the answer$|^The members of the answer/ },
  searches: { rest: /^$/, words: /\bsearch|^The (matches|link|relations|entries)/ },
} as const;

type Way = keyof typeof ways;

const restOf = ({ request: { path } }: Exchange): string => path.replace(/^\/[A-Z][A-Za-z]+|\?.*$/g, '');

/** Refusals that say why by themselves: a token, a scope, what is not there, a rate. */
const ownReasons = [401, 403, 404, 410, 429];

const isBare = (one: Exchange): boolean => one.request.method === 'GET' && !hasHeader(one, 'content-type');

const isRefusedBare = (look: Exchange): boolean => isRefused(look) && !ownReasons.includes(look.response.status);

/** A way to look at a type that never led anywhere, as the cause of what differs there. */
const causeOf = (way: Way, type: string, looks: readonly Exchange[], exchanged: Exchanged): readonly Cause[] => {
  const refused = new Set(looks.filter(isRefusedBare));
  if (refused.size === 0 || looks.some(({ response: { status } }) => status < 400)) return [];
  return [
    {
      rule: 'interaction/plain-json',
      what: `${way} of ${type} without a content type, all of which this server refuses`,
      isWhole: true,
      explains: ({ what }: Mismatch, scenario: Scenario) =>
        ways[way].words.test(what) && (exchanged.get(scenario) ?? []).some((one) => refused.has(one)),
    },
  ];
};

/** The causes of a run in which no look of a kind was answered without a content type. */
export const refusedReads = (exchanged: Exchanged): readonly Cause[] => {
  const bare = [...exchanged.values()].flat().filter((one) => isBare(one) && typeOf(one) !== '');
  const types = [...new Set(bare.map(typeOf))];
  return (Object.keys(ways) as Way[]).flatMap((way) => {
    const looks = bare.filter((one) => ways[way].rest.test(restOf(one)));
    return types.flatMap((type) =>
      causeOf(
        way,
        type,
        looks.filter((one) => typeOf(one) === type),
        exchanged,
      ),
    );
  });
};
