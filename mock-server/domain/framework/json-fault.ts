// Where a text stops being JSON, and why, in the words of Python's json module, which the framework repeats.

/** The first fault of a text: its position in characters, and what is wrong there. */
export interface JsonFault {
  readonly position: number;
  readonly error: string;
}

class Fault extends Error {
  readonly position: number;

  constructor(position: number, message: string) {
    super(message);
    this.position = position;
  }
}

const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null|NaN|-?Infinity/y;
const escape = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

const matched = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

const afterBlank = (text: string, at: number): number => at + matched(blank, text, at);

/** The position behind a string whose opening quote stands at `start`. */
const afterString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '"') return at + 1;
    if (sign < ' ') throw new Fault(at, 'Invalid control character at');
    if (sign !== '\\') continue;
    const length = matched(escape, text, at + 1);
    if (length === 0) {
      if (at + 1 >= text.length) break;
      throw new Fault(at, text[at + 1] === 'u' ? 'Invalid \\uXXXX escape' : 'Invalid \\escape');
    }
    at += length;
  }
  throw new Fault(start, 'Unterminated string starting at');
};

const afterPair = (text: string, start: number): number => {
  if (text[start] !== '"') throw new Fault(start, 'Expecting property name enclosed in double quotes');
  const colon = afterBlank(text, afterString(text, start));
  if (text[colon] !== ':') throw new Fault(colon, "Expecting ':' delimiter");
  return afterValue(text, afterBlank(text, colon + 1));
};

/** The position behind an object or a list whose first bracket stands at `start`. */
const afterItems = (text: string, start: number, end: string, afterItem: typeof afterValue): number => {
  let at = afterBlank(text, start + 1);
  if (text[at] === end) return at + 1;
  for (;;) {
    at = afterBlank(text, afterItem(text, at));
    if (text[at] === end) return at + 1;
    if (text[at] !== ',') throw new Fault(at, "Expecting ',' delimiter");
    at = afterBlank(text, at + 1);
  }
};

const afterValue = (text: string, at: number): number => {
  const sign = text[at];
  if (sign === '"') return afterString(text, at);
  if (sign === '{') return afterItems(text, at, '}', afterPair);
  if (sign === '[') return afterItems(text, at, ']', afterValue);
  const length = matched(word, text, at) || matched(number, text, at);
  if (length === 0) throw new Fault(at, 'Expecting value');
  return at + length;
};

/** The fault of a text that is no JSON. Python counts code points, so positions do, too. */
export const jsonFault = (text: string): JsonFault => {
  const inPoints = (position: number): number => [...text.slice(0, position)].length;
  try {
    const end = afterBlank(text, afterValue(text, afterBlank(text, 0)));
    return { position: inPoints(end), error: 'Extra data' };
  } catch (error) {
    if (error instanceof Fault) return { position: inPoints(error.position), error: error.message };
    return { position: 0, error: 'Expecting value' };
  }
};
