// What the two forms of a page have in common: passages gathered by place, and example code as its tokens.
import { exactPassagesOf } from './passage.ts';

/** Gathers passages under their places. */
export class PlaceList {
  readonly places = new Map<string, string[]>();

  add(place: string, passages: readonly string[]): void {
    if (passages.length > 0) this.places.set(place, [...(this.places.get(place) ?? []), ...passages]);
  }

  /** A place of that name which is not taken yet. */
  freePlaceOf(place: string): string {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? place : `${place}#${number}`;
      if (!this.places.has(name)) return name;
    }
  }
}

/** JSON without its white space and commas: a member with its value, or a bracket, a passage each. */
const tokens = /"(?:[^"\\]|\\.)*"\s*(?::\s*(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)?)?|[{}[\]]|[\w.+-]+/g;

/** Whether a block is JSON, by its first character. */
const isJson = (code: string): boolean => /^\s*[{[]/.test(code);

/** The passages of an example: tokens of JSON, lines of anything else. */
export const codePassages = (code: string): readonly string[] => {
  const parts = isJson(code) ? (code.match(tokens) ?? []) : code.split('\n');
  return parts
    .map((part) =>
      part
        .replace(/\s+/g, ' ')
        .replace(/" ?: ?/, '": ')
        .trim(),
    )
    .filter((part) => part !== '');
};

/** The sentences of prose; a bare address in angle brackets is a link, and no part of a sentence. */
export const prosePassages = (text: string): readonly string[] =>
  exactPassagesOf(text.replace(/<https?:\/\/[^>]*>/g, ' '));

/** A type as passages: the values of an enum one by one, and what is said about being required left out. */
export const typePassages = (type: string): readonly string[] => {
  const plain = type.replace(/\brequired\b/, '').trim();
  const [, name = plain, values = ''] = /^(enum)\s*\[(.*)\]$/.exec(plain) ?? [];
  const listed = values.split('|').map((value) => value.trim());
  return [name, ...listed.filter((value) => value !== '')];
};
