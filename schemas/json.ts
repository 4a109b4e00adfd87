// JSON as code meets it before it has looked at it.

/** An object of JSON: no list, and not null. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; none where it is no list. */
export const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** The value of a JSON text; undefined where the text is none. */
export const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** A body as it is read: JSON where it is JSON, text where it is not, undefined where it is empty. */
export const parsedBody = (text: string): unknown => {
  const value = jsonIn(text);
  return value === undefined && text !== '' ? text : value;
};

/** A value as text, for a message or a comparison: an object of a caller's may have a `toString` that is no function. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** The entry of a table under a caller's name: `constructor` and the like, which every object has, are none. */
export const entryOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Nothing that is looked at lies deeper; what does is ignored. */
const maxDepth = 32;

/** JSON has no absent value, FHIR no null: a member that is null counts as left out. */
export const withoutNulls = (value: unknown, depth = 0): unknown => {
  if (depth > maxDepth || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.filter((item) => item !== null).map((item) => withoutNulls(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNulls(member, depth + 1)]),
  );
};

/** Levels that a body may have: nothing that is looked at lies so deep. */
export const maxLevels = 256;

/** What a JSON text is read by, as code units. */
const codes = { quote: 0x22, backslash: 0x5c, list: 0x5b, listEnd: 0x5d, object: 0x7b, objectEnd: 0x7d } as const;

/** Whether a character stands in a text more than half as often as a body may have levels. */
const isFrequent = (text: string, character: string): boolean => {
  let at = -1;
  for (let count = 0; count <= maxLevels / 2; count += 1) {
    at = text.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
};

/** Whether a JSON text is nested deeper than that. The text is looked at once, and not read. */
export const isTooDeep = (text: string): boolean => {
  // What has few brackets is not deep: most bodies need not be looked at character by character.
  if (!isFrequent(text, '[') && !isFrequent(text, '{')) return false;
  let levels = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText && code === codes.backslash) at += 1;
    else if (code === codes.quote) isText = !isText;
    else if (!isText && (code === codes.list || code === codes.object)) levels += 1;
    else if (!isText && (code === codes.listEnd || code === codes.objectEnd)) levels -= 1;
    if (levels > maxLevels) return true;
  }
  return false;
};

/** Escapes of a JSON text: a pair of surrogates, one that stands alone, any other. */
const escapes = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(\\u[dD][89a-fA-F][\da-fA-F]{2})|\\[^]/g;

/** Whether a JSON text has half of a pair of surrogates, which no encoding can write. */
export const hasLoneSurrogate = (text: string): boolean =>
  /\\u[dD][89a-fA-F]/.test(text) && [...text.matchAll(escapes)].some(([, alone]) => alone !== undefined);
