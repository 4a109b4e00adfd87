// Stable pseudonyms for whatever tells of a person: the same person stays the same, and nobody finds the way back.
import { createHmac, randomBytes } from 'node:crypto';

/** The kinds of what is hidden, and what stands for each. */
export type Kind = 'name' | 'birthDate' | 'phone' | 'email' | 'address' | 'number' | 'text';

const digitsOf = (hash: string, count: number): string =>
  [...hash.slice(0, count)].map((letter) => String(parseInt(letter, 16) % 10)).join('');

const forms: Readonly<Record<Kind, (hash: string) => string>> = {
  name: (hash) => `Name-${hash.slice(0, 8)}`,
  birthDate: (hash) =>
    `19${20 + (parseInt(hash.slice(0, 2), 16) % 80)}-0${1 + (parseInt(hash.slice(2, 4), 16) % 9)}-1${parseInt(hash.slice(4, 6), 16) % 10}`,
  phone: (hash) => `555-01${digitsOf(hash, 2)}-${hash.slice(2, 8)}`,
  email: (hash) => `person-${hash.slice(0, 8)}@example.invalid`,
  address: (hash) => `Address-${hash.slice(0, 8)}`,
  number: (hash) => `number-${hash.slice(0, 8)}`,
  text: (hash) => `Text-${hash.slice(0, 8)}`,
};

export class Pseudonyms {
  readonly #key: string | Buffer;
  readonly #given = new Map<string, string>();
  readonly #kinds = new Map<string, Kind>();
  readonly #pseudonyms = new Set<string>();

  /** Without a key the pseudonyms hold for one recording; with one they stay from recording to recording. */
  constructor(key: string | undefined) {
    this.#key = key === undefined || key === '' ? randomBytes(32) : key;
  }

  pseudonymOf(kind: Kind, value: string): string {
    const known = this.#given.get(value);
    if (known !== undefined) return known;
    const pseudonym = forms[kind](
      createHmac('sha256', this.#key).update(`${kind}\0${value.toLowerCase()}`).digest('hex'),
    );
    this.#given.set(value, pseudonym);
    this.#kinds.set(value, kind);
    this.#pseudonyms.add(pseudonym);
    return pseudonym;
  }

  /** What was hidden, with its kind and what stands for it; longer values first. */
  get hidden(): readonly (readonly [value: string, pseudonym: string, kind: Kind])[] {
    return [...this.#given]
      .map(([value, pseudonym]) => [value, pseudonym, this.#kinds.get(value) ?? 'text'] as const)
      .toSorted(([one], [other]) => other.length - one.length);
  }

  /** True for a pseudonym that this recording has given. */
  isGiven(text: string): boolean {
    return this.#pseudonyms.has(text);
  }
}

const anywhere = /(?:Name|Address|number|Text)-[0-9a-f]{8}|person-[0-9a-f]{8}@example\.invalid|555-01\d\d-[0-9a-f]{6}/g;

/** Whether a text may be the one that another was before what tells of a person was hidden in it. */
export const canHaveBeen = (hidden: string, text: string): boolean => {
  const [first = '', ...rest] = hidden.split(anywhere);
  const last = rest.pop();
  if (last === undefined) return hidden === text;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return from <= text.length - last.length;
};

/** True for a text in which something is hidden: what it was cannot be compared any more. */
export const isPseudonymous = (text: string): boolean => text.search(anywhere) !== -1;
