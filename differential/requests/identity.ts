// Which id of one side stands for which of the other: two answers are alike where their ids are so one to one.
import { anyId } from './ids.ts';
import { createdId, type Outcome } from './perform.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

const dayLength = 86_400_000;

/** The time at which somebody did something: near enough to now to come from a clock. */
const isNow = (text: string): boolean => instant.test(text) && Math.abs(Date.parse(text) - Date.now()) < dayLength;

export class Identity {
  readonly #counterpartIds = new Map<string, string>();
  readonly #mockIds = new Map<string, string>();
  readonly #created = [new Set<string>(), new Set<string>()] as const;
  readonly #known = [new Set<string>(), new Set<string>()] as const;

  /** Takes two ids for one and the same. */
  pair(mock: string, counterpart: string): void {
    if (mock === '' || counterpart === '') return;
    this.#counterpartIds.set(mock, counterpart);
    this.#mockIds.set(counterpart, mock);
    this.#known[0].add(mock);
    this.#known[1].add(counterpart);
  }

  /** Takes what two answers say was created for one and the same. */
  create(mock: Outcome, counterpart: Outcome): void {
    const [one, other] = [createdId(mock), createdId(counterpart)];
    if (one !== undefined) this.#created[0].add(one);
    if (other !== undefined) this.#created[1].add(other);
    if (one !== undefined && other !== undefined) this.pair(one, other);
  }

  /** True for what this script has created on a side, and for the cast. */
  isKnown(id: string, side: 0 | 1): boolean {
    return this.#known[side].has(id) || this.#created[side].has(id);
  }

  /** True where a value holds the id of something that this script has created on a side. */
  isAboutCreated(value: unknown, side: 0 | 1): boolean {
    const text = JSON.stringify(value);
    return [...this.#created[side]].some((id) => text.includes(id));
  }

  /** True for two record numbers of nine digits that stand for one patient, as a server assigns them. */
  isAssigned(mock: unknown, counterpart: unknown): boolean {
    const isNumber = (value: unknown): value is string => typeof value === 'string' && /^\d{9}$/.test(value);
    return isNumber(mock) && isNumber(counterpart) && this.#isPair(mock, counterpart);
  }

  isSame(mock: unknown, counterpart: unknown): boolean {
    if (typeof mock !== 'string' || typeof counterpart !== 'string') return Object.is(mock, counterpart);
    if (mock === counterpart || (isNow(mock) && isNow(counterpart))) return true;
    if (mock.replace(anyId, '') !== counterpart.replace(anyId, '')) return false;
    const [one, other] = [mock.match(anyId) ?? [], counterpart.match(anyId) ?? []];
    return one.length === other.length && one.every((id, index) => this.#isPair(id, other[index] ?? ''));
  }

  /** Ids that nobody has spoken of yet are taken for one and the same from here on. */
  #isPair(mock: string, counterpart: string): boolean {
    const [known, back] = [this.#counterpartIds.get(mock), this.#mockIds.get(counterpart)];
    if (known === undefined && back === undefined) {
      this.#counterpartIds.set(mock, counterpart);
      this.#mockIds.set(counterpart, mock);
      return true;
    }
    return known === counterpart;
  }
}
