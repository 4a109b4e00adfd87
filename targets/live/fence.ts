// The fence: a run writes about the people it was told of and to the records it has made, and to nothing else.
import type { Answer } from '../send.ts';
import type { Ask } from './discovery.ts';
import type { RunLedger } from './run-ledger.ts';
import { isMarkedBy, markOf } from './run-mark.ts';
import { isAlike, peopleIn, type Traits, type Writing } from './writing.ts';
import { Withheld } from '../failures.ts';
import { jsonIn } from '../../schemas/json.ts';

const keyOf = (type: string, id: string): string => `${type}/${id}`;

const resourceIn = ({ text }: Answer): unknown => jsonIn(text);

/** The types that a run may create; nothing else can be cleaned up afterwards. */
const creatable = new Set(['Appointment', 'Patient']);

export class Fence {
  readonly #ledger: RunLedger;
  readonly #ask: Ask;
  readonly #named: ReadonlySet<string>;
  readonly #own = new Map<string, Traits>();
  readonly #sure = new Set<string>();
  readonly #before = new Map<string, string>();
  readonly #unknown = new Set<string>();

  /** `named` holds references to the people that a run may write about. */
  constructor(ledger: RunLedger, ask: Ask, named: ReadonlySet<string>) {
    this.#ledger = ledger;
    this.#ask = ask;
    this.#named = named;
  }

  /** Takes a record that the run has created inside the fence. */
  takeIn(type: string, id: string, traits: Traits): void {
    this.#own.set(keyOf(type, id), traits);
  }

  /** What a record of the run looked like before it was first written to; undefined where it never was. */
  originalOf(type: string, id: string): string | undefined {
    return this.#before.get(keyOf(type, id));
  }

  /** True where the run has created the record. */
  isOwn(type: string, id: string): boolean {
    return this.#own.has(keyOf(type, id));
  }

  /** Refuses a request that would touch anybody outside the fence. */
  async check(writing: Writing): Promise<void> {
    if (writing.kind === 'safe') return;
    const { type, body } = writing;
    if (!creatable.has(type) && writing.kind === 'create' && type !== 'NoSuchType')
      throw new Withheld('fence', `a run creates no ${type}: it could not be cleaned up afterwards`);
    for (const person of peopleIn(body)) await this.#checkPerson(person.type, person.id);
    if (writing.kind !== 'create' && writing.id !== undefined) await this.#checkRecord(type, writing.id);
  }

  async #checkPerson(type: string, id: string): Promise<void> {
    if (this.#named.has(keyOf(type, id)) || this.#own.has(keyOf(type, id)) || (await this.#isUnknown(type, id))) return;
    throw new Withheld('fence', `${type}/${id} is not named in the configuration: nothing is written about them`);
  }

  async #checkRecord(type: string, id: string): Promise<void> {
    const traits = this.#own.get(keyOf(type, id));
    if (this.#sure.has(keyOf(type, id))) return;
    if (traits === undefined) {
      if (await this.#isUnknown(type, id)) return;
      throw new Withheld('fence', `${type}/${id} was not created by this run: nothing is written to it`);
    }
    const answer = await this.#ask(`/${type}/${id}`);
    const resource = resourceIn(answer);
    const isOther =
      markOf(resource) === undefined ? !isAlike(resource, traits) : !isMarkedBy(resource, this.#ledger.run);
    if (answer.status === 200 && isOther)
      throw new Withheld('fence', `${type}/${id}, which the server says it has created, belongs to somebody else`);
    // Of two writes at the same time the other may have been done by now.
    if (!this.#before.has(keyOf(type, id))) this.#before.set(keyOf(type, id), answer.text);
    this.#ledger.recordOwned(type, id);
    this.#sure.add(keyOf(type, id));
  }

  /** True where the server knows no such record, so that nobody can be touched. */
  async #isUnknown(type: string, id: string): Promise<boolean> {
    if (this.#unknown.has(keyOf(type, id))) return true;
    const { status } = await this.#ask(`/${type}/${encodeURIComponent(id)}`);
    if (![404, 410].includes(status)) return false;
    this.#unknown.add(keyOf(type, id));
    return true;
  }
}
