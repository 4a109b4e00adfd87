// Matches a text against a pattern in time that grows with the length of both, whatever the pattern: no backtracking.

/** What a pattern is made of. */
export type Part =
  | { readonly kind: 'character'; readonly isMatch: (character: string) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number };

/** A state either reads a character for which `isMatch` is true, or goes on without reading. */
interface State {
  readonly isMatch?: (character: string) => boolean;
  readonly next: readonly number[];
}

/** A pattern may need so many states: what is compared with a text takes as many steps a character at most. */
const maxStates = 400;

/** States times characters: what goes beyond matches no pattern, so that no text takes long. */
const maxWork = 400_000;

class TooLarge extends Error {}

/** The states of a pattern, each made before those that lead to it. State 0 is the end. */
const statesOf = (whole: Part): { readonly states: readonly State[]; readonly start: number } => {
  const states: State[] = [{ next: [] }];
  const add = (state: State): number => {
    if (states.length > maxStates) throw new TooLarge();
    return states.push(state) - 1;
  };
  /** Adds the states of a part that go on to `after`, and gives the first of them. */
  const build = (part: Part, after: number): number => {
    if (part.kind === 'character') return add({ isMatch: part.isMatch, next: [after] });
    if (part.kind === 'sequence') return part.parts.reduceRight((next, one) => build(one, next), after);
    if (part.kind === 'choice') return add({ next: part.parts.map((one) => build(one, after)) });
    return buildRepeat(part, after);
  };
  const buildRepeat = ({ part, least, most }: Part & { kind: 'repeat' }, after: number): number => {
    let next = after;
    if (most === Infinity) {
      const ways = [after];
      next = add({ next: ways });
      ways.push(build(part, next));
    } else for (let times = least; times < most; times += 1) next = add({ next: [after, build(part, next)] });
    for (let times = 0; times < least; times += 1) next = add({ next: [build(part, next)] });
    return next;
  };
  const start = build(whole, 0);
  return { states, start };
};

/** Follows a text through the states of a pattern, all ways at once. Each state is looked at once a character. */
class Walk {
  readonly #states: readonly State[];
  readonly #seen: Uint32Array;
  #round = 0;
  #reading: State[] = [];
  #isAtEnd = false;

  constructor(states: readonly State[], start: number) {
    this.#states = states;
    this.#seen = new Uint32Array(states.length);
    this.#begin();
    this.#reach([start]);
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** Reads a character; false where no way goes on. */
  read(character: string): boolean {
    const before = this.#reading;
    this.#begin();
    for (const { isMatch, next } of before) if (isMatch?.(character) === true) this.#reach(next);
    return this.#reading.length > 0 || this.#isAtEnd;
  }

  #begin(): void {
    this.#round += 1;
    this.#reading = [];
    this.#isAtEnd = false;
  }

  #reach(from: readonly number[]): void {
    const open = [...from];
    for (let position = open.pop(); position !== undefined; position = open.pop()) {
      if (this.#seen[position] === this.#round) continue;
      this.#seen[position] = this.#round;
      const state = this.#states[position];
      if (state === undefined) continue;
      if (position === 0) this.#isAtEnd = true;
      else if (state.isMatch === undefined) open.push(...state.next);
      else this.#reading.push(state);
    }
  }
}

/** The test whether a whole text matches; undefined where the pattern needs too many states. */
export const automatonOf = (whole: Part): ((text: string) => boolean) | undefined => {
  try {
    const { states, start } = statesOf(whole);
    return (text) => {
      if (text.length * states.length > maxWork) return false;
      const walk = new Walk(states, start);
      for (const character of text) if (!walk.read(character)) return false;
      return walk.isAtEnd;
    };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
};
