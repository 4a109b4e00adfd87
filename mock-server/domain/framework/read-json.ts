// JSON as Python's json module reads it, with the place and the words of the first fault.
import { Float, type Value } from './python-values.ts';

/** The first fault of a text: its position in characters, and what is wrong there. */
export interface JsonFault {
  readonly position: number;
  readonly error: string;
}

/** Python stops at about this depth, and at so many digits; the framework then answers that it cannot parse the body. */
const maxDepth = 900;
const maxDigits = 4300;

class Fault extends Error {
  readonly position: number;

  constructor(position: number, message: string) {
    super(message);
    this.position = position;
  }
}

class Unreadable extends Error {}

const blank = /[ \t\n\r]*/y;
const number = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][+-]?\d+)?/y;
const word = /true|false|null|NaN|-?Infinity/y;
// The signs below a blank are what this is about.
// eslint-disable-next-line no-control-regex
const plain = /[^"\\\u0000-\u001f]*/y;

const words: Readonly<Record<string, Value>> = {
  true: true,
  false: false,
  null: null,
  NaN: new Float(NaN),
  Infinity: new Float(Infinity),
  '-Infinity': new Float(-Infinity),
};

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads one text from its beginning to its end. */
class Reader {
  readonly text: string;
  at = 0;
  depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match !== null) this.at += match[0].length;
    return match;
  }

  skipBlank(): string | undefined {
    this.match(blank);
    return this.text[this.at];
  }

  escape(): string {
    const at = this.at;
    const sign = this.text[at + 1] ?? '';
    if (sign !== 'u') {
      const meant = Object.hasOwn(escapes, sign) ? escapes[sign] : undefined;
      if (meant === undefined) throw new Fault(at, 'Invalid \\escape');
      this.at += 2;
      return meant;
    }
    const digits = this.text.slice(at + 2, at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new Fault(at + 1, 'Invalid \\uXXXX escape');
    this.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  string(): string {
    const start = this.at;
    this.at += 1;
    let read = '';
    for (;;) {
      read += this.match(plain)?.[0] ?? '';
      const sign = this.text[this.at];
      if (sign === '"') {
        this.at += 1;
        return read;
      }
      if (sign === undefined || (sign === '\\' && this.at + 1 >= this.text.length))
        throw new Fault(start, 'Unterminated string starting at');
      if (sign !== '\\') throw new Fault(this.at, 'Invalid control character at');
      read += this.escape();
    }
  }

  /** What stands between brackets: `item` reads one, commas part them. */
  readItems(end: string, item: () => void): void {
    this.depth += 1;
    if (this.depth > maxDepth) throw new Unreadable();
    this.at += 1;
    if (this.skipBlank() === end) this.at += 1;
    else
      for (;;) {
        item();
        const sign = this.skipBlank();
        if (sign === end) {
          this.at += 1;
          break;
        }
        if (sign !== ',') throw new Fault(this.at, "Expecting ',' delimiter");
        this.at += 1;
        this.skipBlank();
      }
    this.depth -= 1;
  }

  object(): Value {
    const read = new Map<string, Value>();
    this.readItems('}', () => {
      if (this.text[this.at] !== '"') throw new Fault(this.at, 'Expecting property name enclosed in double quotes');
      const name = this.string();
      if (this.skipBlank() !== ':') throw new Fault(this.at, "Expecting ':' delimiter");
      this.at += 1;
      this.skipBlank();
      read.set(name, this.value());
    });
    return read;
  }

  list(): Value {
    const read: Value[] = [];
    this.readItems(']', () => read.push(this.value()));
    return read;
  }

  value(): Value {
    const sign = this.text[this.at];
    if (sign === '"') return this.string();
    if (sign === '{') return this.object();
    if (sign === '[') return this.list();
    const known = this.match(word)?.[0];
    if (known !== undefined) return words[known] ?? null;
    const [read, whole = '0', fraction = '', exponent = ''] = this.match(number) ?? [];
    if (read === undefined) throw new Fault(this.at, 'Expecting value');
    if (whole.replace('-', '').length > maxDigits && fraction + exponent === '') throw new Unreadable();
    return fraction + exponent === '' ? BigInt(whole) : new Float(Number(read));
  }
}

/** Python counts code points. */
const inPoints = (text: string, position: number): number => [...text.slice(0, position)].length;

/** The value of a text, its first fault, or `unreadable` where Python gives up: too deep, or too many digits. */
export const readJson = (text: string): { readonly value: Value } | JsonFault | 'unreadable' => {
  const reader = new Reader(text);
  try {
    reader.skipBlank();
    const value = reader.value();
    if (reader.skipBlank() === undefined) return { value };
    return { position: inPoints(text, reader.at), error: 'Extra data' };
  } catch (error) {
    if (error instanceof Unreadable) return 'unreadable';
    if (error instanceof Fault) return { position: inPoints(text, error.position), error: error.message };
    throw error;
  }
};
