// JSON as code meets it before it has looked at it.

/** An object of JSON: no list, and not null. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Levels that a body may have: nothing that is looked at lies so deep. */
export const maxLevels = 256;

/** Whether a JSON text is nested deeper than that. The text is looked at once, and not read. */
export const isTooDeep = (text: string): boolean => {
  let levels = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isText && character === '\\') at += 1;
    else if (character === '"') isText = !isText;
    else if (!isText && (character === '[' || character === '{')) levels += 1;
    else if (!isText && (character === ']' || character === '}')) levels -= 1;
    if (levels > maxLevels) return true;
  }
  return false;
};
