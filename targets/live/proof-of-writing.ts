// Proof that what was accepted before is accepted still: where a scenario fails over a write that was not done, one like
// those that were done before in this run is sent once more. Where that one is answered in the same way, a quota, a switch
// to read-only or a firewall has stopped all writes of its kind, and no rule is at fault.
import { ForeignAnswer, ServerLost, Withheld } from '../failures.ts';
import { NoAnswer, type Answer } from '../send.ts';
import {
  isAccepted,
  isAlike,
  isOfAnother,
  kindOf,
  locatedIn,
  looksOf,
  moved,
  sortOf,
  wordsOf,
  type Write,
} from './answered-write.ts';
import { writingOf } from './writing.ts';

interface Options {
  readonly baseUrl: string;
  readonly token: () => Promise<string>;
  /** Sends through the fence, the budget and the ledger. */
  readonly send: (request: Request) => Promise<Answer>;
  readonly hasRoom: (type: string) => boolean;
  readonly nextDay: () => Promise<string>;
}

/** So many writes of a kind are tried at most: one that is done is proof. */
const mostTried = 3;

/** So many times a run proves that writing goes on: each time costs a record. */
const mostProofs = 5;

const nextStep = 'see that nothing has stopped writing there (a quota, maintenance, a firewall), then run again';

export class ProofOfWriting {
  readonly #options: Options;
  /** By kind: those that were done, the last ones. */
  readonly #done = new Map<string, Write[]>();
  /** By kind: how the answer to the first that was trusted looked. */
  readonly #looks = new Map<string, string>();
  /** Sorts of answers that a server gives of its own: others of the kind were done after them. */
  readonly #own = new Set<string>();
  readonly #open = new Map<string, Set<string>>();
  #proofs = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Takes note of how a request of a scenario was answered; gives the write, where it is one. */
  note({ method, url }: Request, body: string, day: string, answer: Answer): readonly Write[] {
    const { baseUrl } = this.#options;
    if (!url.startsWith(`${baseUrl}/`)) return [];
    const writing = writingOf(method, url.slice(baseUrl.length).replace(/\?.*/, ''), body);
    if (writing.kind === 'safe') return [];
    const id = 'id' in writing ? writing.id : undefined;
    const write = { method, type: writing.type, id, body, day, answer };
    if (this.#isDone(write)) this.#clear(write);
    else this.#openOf(write).add(sortOf(write));
    return [write];
  }

  /** Takes the writes of a scenario that has passed for what they look like. */
  trust(writes: readonly Write[]): void {
    writes.filter(isAccepted).forEach((write) => this.#noteDone(write));
  }

  /** Throws ServerLost where a write of a scenario was not done, and no such write is done any more. */
  async check(writes: readonly Write[]): Promise<void> {
    for (const write of writes) {
      if (this.#isDone(write) || isOfAnother(write) || this.#own.has(sortOf(write))) continue;
      const before = await this.#lastUndone(write).catch((error: unknown) => {
        if (error instanceof ForeignAnswer)
          throw new ServerLost(
            'stopped',
            `writes were accepted before in this run, and are not any more: ${error.message}`,
          );
        if (error instanceof NoAnswer || error instanceof Withheld) return undefined;
        throw error;
      });
      this.#own.add(sortOf(write));
      if (before === undefined) continue;
      const { method, type, answer } = before.like;
      const what = `${method} ${type} was answered ${answer.status} before in this run, and the same is now answered`;
      throw new ServerLost('stopped', `${what} ${wordsOf(before.now)}; ${nextStep}`);
    }
  }

  #isDone(write: Write): boolean {
    return looksOf(write) === this.#looks.get(kindOf(write));
  }

  #noteDone(write: Write): void {
    const kind = kindOf(write);
    if (!this.#looks.has(kind)) this.#looks.set(kind, looksOf(write));
    const others = (this.#done.get(kind) ?? []).filter(({ body }) => body !== write.body);
    this.#done.set(kind, [...others, write].slice(-mostTried));
    this.#clear(write);
  }

  #clear(write: Write): void {
    for (const sort of this.#openOf(write)) this.#own.add(sort);
    this.#openOf(write).clear();
  }

  #openOf(write: Write): Set<string> {
    const open = this.#open.get(kindOf(write)) ?? new Set();
    this.#open.set(kindOf(write), open);
    return open;
  }

  /** A write that was done before and now is not, answered as another was; undefined where there is none, or nothing tells. */
  async #lastUndone(write: Write): Promise<{ like: Write; now: Write } | undefined> {
    const [ofType = [], ofAppointments = []] = [write.type, 'Appointment'].map((type) =>
      this.#done.get(`POST ${type}`),
    );
    const creates = ofType.length > 0 ? ofType : ofAppointments;
    const type = creates[0]?.type;
    if (type === undefined || this.#proofs >= mostProofs) return undefined;
    const create = await this.#firstDone(creates, (like) => this.#sendCreate(like));
    if (create === undefined || !this.#isDone(create.now))
      return create !== undefined && isAlike(create.now, write) ? create : undefined;
    this.#proofs += 1;
    const id = locatedIn(create.now);
    const updates = write.method === 'PUT' && type === write.type ? (this.#done.get(kindOf(write)) ?? []) : [];
    if (id === undefined || updates.length === 0) return undefined;
    const update = await this.#firstDone(updates, (like) => this.#sendUpdate(like, id, create.now.day));
    return update !== undefined && !this.#isDone(update.now) && isAlike(update.now, write) ? update : undefined;
  }

  /** The first that is done, or else the last that is not; undefined where there was no room for one. */
  async #firstDone(
    writes: readonly Write[],
    send: (like: Write) => Promise<Write | undefined>,
  ): Promise<{ like: Write; now: Write } | undefined> {
    let last: { like: Write; now: Write } | undefined;
    for (const like of writes) {
      const now = await send(like);
      last = now === undefined ? last : { like, now };
      if (now !== undefined && this.#isDone(now)) return last;
    }
    return last;
  }

  async #sendCreate(like: Write): Promise<Write | undefined> {
    if (!this.#options.hasRoom(like.type)) return undefined;
    const day = await this.#options.nextDay();
    return this.#send({ ...like, day, body: moved(like, day) }, `/${like.type}`);
  }

  async #sendUpdate(like: Write, id: string, day: string): Promise<Write> {
    const body = like.id === undefined ? like.body : moved(like, day).replaceAll(like.id, id);
    return this.#send({ ...like, day, id, body }, `/${like.type}/${id}`);
  }

  async #send(write: Write, path: string): Promise<Write> {
    const { baseUrl, token, send } = this.#options;
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' };
    const { method, body } = write;
    return { ...write, answer: await send(new Request(`${baseUrl}${path}`, { method, headers, body })) };
  }
}
