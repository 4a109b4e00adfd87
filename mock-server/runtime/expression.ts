// Regular expressions of a caller: the usual ones, read into parts that are matched without backtracking.
import { automatonOf, type Part } from './automaton.ts';

interface ExpressionFault {
  readonly fault: string;
}

class Unreadable extends Error {}

type Holds = (character: string) => boolean;

const classes: Readonly<Record<string, Holds>> = {
  d: (character) => /\d/.test(character),
  D: (character) => /\D/.test(character),
  w: (character) => /\w/.test(character),
  W: (character) => /\W/.test(character),
  s: (character) => /\s/.test(character),
  S: (character) => /\S/.test(character),
};

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** The text that is read, from the left to the right. */
class Reader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#characters = [...text];
  }

  get next(): string | undefined {
    return this.#characters[this.#at];
  }

  take(): string {
    const { next } = this;
    if (next === undefined) throw new Unreadable('it ends too early');
    this.#at += 1;
    return next;
  }

  /** Takes a text if it comes next. */
  takeIf(text: string): boolean {
    const comes = [...text].every((character, position) => this.#characters[this.#at + position] === character);
    if (comes) this.#at += text.length;
    return comes;
  }

  /** Takes the characters up to one, and that one. */
  takeUntil(end: string): string {
    let text = '';
    while (this.next !== end) text += this.take();
    this.take();
    return text;
  }
}

/** What stands behind a backslash: a class, or one character. */
const escapedIn = (reader: Reader): Holds | string => {
  const name = reader.take();
  const known = classes[name];
  if (known !== undefined) return known;
  const control = controls[name];
  if (control !== undefined) return control;
  if (/[A-Za-z0-9]/.test(name)) throw new Unreadable(`\\${name} is not served`);
  return name;
};

const itemOf = (reader: Reader): Holds | string => {
  const character = reader.take();
  return character === '\\' ? escapedIn(reader) : character;
};

const rangeFrom = (from: string, to: Holds | string): Holds => {
  if (typeof to !== 'string' || from > to) throw new Unreadable('a range of characters is out of order');
  return (character) => from <= character && character <= to;
};

/** `[a-z]` and `[^a-z]`, behind the bracket that opens it. */
const classOf = (reader: Reader): Part => {
  const isNegated = reader.takeIf('^');
  const tests: Holds[] = [];
  while (!reader.takeIf(']')) {
    const item = itemOf(reader);
    if (typeof item !== 'string') tests.push(item);
    else if (reader.takeIf('-]')) {
      tests.push((character) => character === item || character === '-');
      break;
    } else if (reader.takeIf('-')) tests.push(rangeFrom(item, itemOf(reader)));
    else tests.push((character) => character === item);
  }
  return { kind: 'character', isMatch: (character) => tests.some((isMatch) => isMatch(character)) !== isNegated };
};

const timesOf = (reader: Reader): readonly [least: number, most: number] | undefined => {
  if (reader.takeIf('*')) return [0, Infinity];
  if (reader.takeIf('+')) return [1, Infinity];
  if (reader.takeIf('?')) return [0, 1];
  if (!reader.takeIf('{')) return undefined;
  const [, least, comma, most] = /^(\d{1,3})(,(\d{0,3}))?$/.exec(reader.takeUntil('}')) ?? [];
  if (least === undefined) throw new Unreadable('{ } needs one number or two, below 1000');
  const upper = most === undefined || most === '' ? Infinity : Number(most);
  const times = [Number(least), comma === undefined ? Number(least) : upper] as const;
  if (times[0] > times[1]) throw new Unreadable('{ } is out of order');
  return times;
};

const atomOf = (reader: Reader): Part => {
  const character = reader.take();
  if (character === '(') {
    if (reader.next === '?' && !reader.takeIf('?:')) throw new Unreadable('(? is not served');
    const group = choiceOf(reader);
    if (!reader.takeIf(')')) throw new Unreadable('a bracket is not closed');
    return group;
  }
  if (character === '[') return classOf(reader);
  if (character === '.') return { kind: 'character', isMatch: (sent) => sent !== '\n' };
  if ('*+?{'.includes(character)) throw new Unreadable(`nothing stands before ${character}`);
  if ('^$'.includes(character)) throw new Unreadable(`${character} stands at the ends only`);
  const wanted = character === '\\' ? escapedIn(reader) : character;
  return { kind: 'character', isMatch: typeof wanted === 'string' ? (sent) => sent === wanted : wanted };
};

const sequenceOf = (reader: Reader): Part => {
  const parts: Part[] = [];
  while (reader.next !== undefined && reader.next !== '|' && reader.next !== ')') {
    const part = atomOf(reader);
    const times = timesOf(reader);
    // Whether a repetition takes as much or as little as it can makes no difference to a whole text.
    if (times !== undefined) reader.takeIf('?');
    parts.push(times === undefined ? part : { kind: 'repeat', part, least: times[0], most: times[1] });
  }
  return { kind: 'sequence', parts };
};

const choiceOf = (reader: Reader): Part => {
  const parts = [sequenceOf(reader)];
  while (reader.takeIf('|')) parts.push(sequenceOf(reader));
  return { kind: 'choice', parts };
};

const wholeOf = (text: string): Part => {
  const reader = new Reader(text.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''));
  const whole = choiceOf(reader);
  if (reader.next !== undefined) throw new Unreadable('a bracket is closed that was not opened');
  return whole;
};

/** The test whether a whole text matches an expression; or in words why it cannot be used. */
export const expressionOf = (text: string): ((sent: string) => boolean) | ExpressionFault => {
  try {
    return automatonOf(wholeOf(text)) ?? { fault: 'it is too large' };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.message };
    throw error;
  }
};
