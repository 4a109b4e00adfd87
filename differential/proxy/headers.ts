// Headers on their way through: those of one connection stay behind, all others pass as they are written.

/** Headers that belong to a connection and not to the message. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

type Pair = readonly [name: string, value: string];

/** Raw headers, names and values by turns, as pairs. */
const pairsOf = (raw: readonly string[]): readonly Pair[] =>
  raw.flatMap((name, position): Pair[] => (position % 2 === 0 ? [[name, raw[position + 1] ?? '']] : []));

const namedByConnection = (pairs: readonly Pair[]): ReadonlySet<string> =>
  new Set(
    pairs
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) => value.split(',').map((name) => name.trim().toLowerCase())),
  );

/** Raw headers without those of the connection, in their order and spelling. */
export const passingHeaders = (raw: readonly string[], leftOut: readonly string[] = []): string[] => {
  const pairs = pairsOf(raw);
  const own = namedByConnection(pairs);
  return pairs
    .filter(([name]) => ![hopByHop, own, new Set(leftOut)].some((names) => names.has(name.toLowerCase())))
    .flat();
};

/** Raw headers by name, in small letters; a repeated one is joined. */
export const byName = (raw: readonly string[]): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {};
  for (const [name, value] of pairsOf(raw)) {
    const key = name.toLowerCase();
    found[key] = found[key] === undefined ? value : `${found[key]}, ${value}`;
  }
  return found;
};
