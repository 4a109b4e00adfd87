// Makes a script smaller as long as it still shows a difference: fewer calls, then fewer parameters, members and items.
import { isWrite, referredBy, renumber, withTexts, type Call, type Script } from '../requests/index.ts';

/** Whether a smaller script still shows the difference. */
type StillDiffers = (script: Script) => Promise<boolean>;

/** Tries that one shrinking may take: each is a few requests on both sides. */
const maxTries = 250;

/** The script with some of its calls only, which need no others. */
const withCalls = (script: Script, isKept: (position: number) => boolean): Script => {
  const positions = script.calls.flatMap((_call, position) => (isKept(position) ? [position] : []));
  const calls = positions.map((position) => script.calls[position]).filter((call) => call !== undefined);
  return {
    ...script,
    calls: calls.map((call) => withTexts(call, (text) => renumber(text, (number) => positions.indexOf(number)))),
  };
};

/** The script without some calls, and without the calls that need them. */
export const withoutCalls = (script: Script, dropped: readonly number[]): Script => {
  const gone = new Set(dropped);
  script.calls.forEach((call, position) => {
    if (referredBy(call).some((needed) => gone.has(needed))) gone.add(position);
  });
  return withCalls(script, (position) => !gone.has(position));
};

/** The calls that a script needs for one of them. */
const neededFor = ({ calls }: Script, position: number): ReadonlySet<number> => {
  const needed = new Set([position]);
  calls.toReversed().forEach((call, fromEnd) => {
    if (needed.has(calls.length - 1 - fromEnd)) for (const one of referredBy(call)) needed.add(one);
  });
  return needed;
};

/** What mostly is enough: a call with what it needs; with what was written there; with all that came before it. */
const shortcuts = (script: Script, position: number): readonly (() => Script)[] => {
  const needed = neededFor(script, position);
  const writes = script.calls.flatMap((call, at) =>
    at < position && isWrite(call) && referredBy(call).some((one) => needed.has(one)) ? [at] : [],
  );
  const updated = new Set([...needed, ...writes]);
  return [
    () => withCalls(script, (at) => needed.has(at)),
    () => withCalls(script, (at) => updated.has(at)),
    () => withCalls(script, (at) => at <= position),
  ];
};

type Path = readonly (string | number)[];

/** The paths of all members and items of a value, outer ones first. */
const pathsIn = (value: unknown, path: Path = []): readonly Path[] => {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => [item, [...path, index]] as const).toReversed();
    return [...items.map(([, at]) => at), ...items.flatMap(([item, at]) => pathsIn(item, at))];
  }
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.entries(value).map(([name, item]) => [item as unknown, [...path, name]] as const);
  return [...members.map(([, at]) => at), ...members.flatMap(([item, at]) => pathsIn(item, at))];
};

const withoutPath = (value: unknown, [first, ...rest]: Path): unknown => {
  if (Array.isArray(value))
    return rest.length === 0
      ? value.filter((_item, index) => index !== first)
      : value.map((item: unknown, index) => (index === first ? withoutPath(item, rest) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, unknown][] =>
      name !== first ? [[name, item]] : rest.length === 0 ? [] : [[name, withoutPath(item, rest)]],
    ),
  );
};

/** The calls with one of them changed. */
const withCall = (script: Script, position: number, call: Call): Script => ({
  ...script,
  calls: script.calls.with(position, call),
});

const withoutParameter = (path: string, dropped: number): string => {
  const [bare = '', query = ''] = path.split('?');
  const left = query.split('&').filter((_parameter, position) => position !== dropped);
  return left.length === 0 ? bare : `${bare}?${left.join('&')}`;
};

/** Headers that can be left out. A body has its type, or each client would give it one of its own. */
const droppable = ({ headers, body }: Call): readonly string[] =>
  Object.keys(headers).filter((name) => name !== 'content-type' || body === undefined);

/** The script with one thing less in one of its calls, in every way there is. */
const withLessInCalls = (script: Script): readonly (() => Script)[] =>
  script.calls.flatMap((call, position) => {
    const parameters = call.path.includes('?') ? (call.path.split('?')[1] ?? '').split('&') : [];
    return [
      ...parameters.map(
        (_one, dropped) => () => withCall(script, position, { ...call, path: withoutParameter(call.path, dropped) }),
      ),
      ...droppable(call).map((name) => () => {
        const { [name]: _dropped, ...headers } = call.headers;
        return withCall(script, position, { ...call, headers });
      }),
      ...pathsIn(call.body).map(
        (path) => () => withCall(script, position, { ...call, body: withoutPath(call.body, path) }),
      ),
    ];
  });

/** The script without some calls in a row, and without what needs them, the last ones first. */
const withFewerCalls =
  (atOnce: number) =>
  (script: Script): readonly (() => Script)[] =>
    Array.from({ length: Math.ceil(script.calls.length / atOnce) }, (_none, piece) => {
      const end = script.calls.length - piece * atOnce;
      return () =>
        withoutCalls(
          script,
          Array.from({ length: Math.min(atOnce, end) }, (_one, at) => end - 1 - at),
        );
    });

interface Search {
  readonly stillDiffers: StillDiffers;
  tries: number;
}

/** One pass over everything that can be taken away: what still differs without it goes at once. */
const takenAway = async (
  start: Script,
  smallerOnes: (script: Script) => readonly (() => Script)[],
  search: Search,
): Promise<Script> => {
  let [smallest, position] = [start, 0];
  for (let candidates = smallerOnes(smallest); position < candidates.length && search.tries < maxTries;) {
    const candidate = candidates[position]?.() ?? smallest;
    search.tries += 1;
    if (candidate.calls.length > 0 && (await search.stillDiffers(candidate))) {
      smallest = candidate;
      candidates = smallerOnes(smallest);
    } else position += 1;
  }
  return smallest;
};

/** The script with as few calls as can be: half of them goes at once, then a quarter, then each, since tries are dear. */
const withFewestCalls = async (start: Script, search: Search): Promise<Script> => {
  let smallest = start;
  for (let atOnce = Math.floor(start.calls.length / 2); atOnce > 1; atOnce = Math.floor(atOnce / 2))
    smallest = await takenAway(smallest, withFewerCalls(atOnce), search);
  return takenAway(smallest, withFewerCalls(1), search);
};

/** The first of some scripts that still differs. */
const firstOf = async (candidates: readonly (() => Script)[], search: Search): Promise<Script | undefined> => {
  for (const candidate of candidates) {
    search.tries += 1;
    const script = candidate();
    if (await search.stillDiffers(script)) return script;
  }
  return undefined;
};

/**
 * The smallest script that still differs, as far as taking one thing away at a time leads. `call` is where it differs;
 * where `isChangeable` is false only whole calls are taken away.
 */
export const shrink = async (
  script: Script,
  call: number,
  stillDiffers: StillDiffers,
  isChangeable: boolean,
): Promise<Script> => {
  const search = { stillDiffers, tries: 0 };
  let smallest = await withFewestCalls((await firstOf(shortcuts(script, call), search)) ?? script, search);
  for (let before: Script | undefined; isChangeable && before !== smallest;) {
    before = smallest;
    smallest = await takenAway(smallest, withLessInCalls, search);
  }
  return smallest;
};
