// The spellings in which a secret may come back: as it is, encoded for a URL or for JSON, and inside base64.

/** Shorter pieces would match what is not a secret. */
const shortest = 6;

/** The part of a base64 text that does not depend on what stands before and behind the secret in it. */
const base64At = (secret: string, offset: number): string => {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret, 'utf8')]);
  const whole = bytes.toString('base64').replace(/=+$/, '');
  const start = Math.ceil((offset * 8) / 6);
  const end = Math.floor((bytes.length * 8) / 6);
  return whole.slice(start, end);
};

const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

const known = new Map<string, readonly string[]>();

/** Every spelling of a secret, longest first. */
export const spellingsOf = (secret: string): readonly string[] => {
  const before = known.get(secret);
  if (before !== undefined) return before;
  const encoded = [0, 1, 2].map((offset) => base64At(secret, offset));
  const all = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    ...encoded,
    ...encoded.map(urlSafe),
  ];
  const spellings = [...new Set(all)].filter(({ length }) => length >= shortest);
  const sorted = spellings.toSorted((one, other) => other.length - one.length);
  known.set(secret, sorted);
  return sorted;
};
