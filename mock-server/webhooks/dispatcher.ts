// Sends deliveries: one after the other to each receiver, each tried again with a growing wait until it arrives.
import { setImmediate as soon } from 'node:timers/promises';
import { alarmOf, type Alarm } from '../runtime/alarm.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Attempt, Delivery, DeliveryState } from './delivery.ts';
import type { Post } from './post.ts';
import type { Receiver } from './receiver.ts';
import { signedHeaders } from './signature.ts';

interface DispatcherOptions {
  /** The clock of the world, by which deliveries wait. */
  readonly clock: Clock;
  /** Milliseconds since 1970 by the system's clock, by which receivers check a signature. */
  readonly systemNow: () => number;
  readonly receiver: (id: string) => Receiver | undefined;
  readonly post: Post;
  /** Resolves when what the deliveries tell of is on the disk. */
  readonly flushed: () => Promise<void>;
  /** Is told of each delivery that has ended, or waits to be tried again. */
  readonly changed: (delivery: Delivery) => void;
}

const isArrived = ({ status = 0 }: Attempt): boolean => status >= 200 && status < 300;

/** One attempt, signed and timed. */
const attemptOf = async (
  { event, eventId, body }: Delivery,
  receiver: Receiver,
  signal: AbortSignal,
  { systemNow, post }: DispatcherOptions,
): Promise<Attempt> => {
  const at = systemNow();
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'canvas-fhir-harness',
    'x-canvas-event': event,
    ...signedHeaders(receiver.secret, eventId, Math.floor(at / 1000), body),
    ...(receiver.token === undefined ? {} : { authorization: `Bearer ${receiver.token}` }),
  };
  const posted = await post({ url: receiver.url, headers, body, timeout: receiver.timeoutMilliseconds, signal });
  return { at: new Date(at).toISOString(), took: systemNow() - at, ...posted };
};

/** The deliveries that are under way, and those that wait for their time. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #alarm: Alarm;
  readonly #open = new Map<Delivery, AbortController>();
  readonly #lines = new Map<string, Delivery[]>();
  readonly #busy = new Set<string>();
  #waiters: (() => void)[] = [];

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#alarm = alarmOf(options.clock, () => this.#sendDue());
    options.clock.listen((before) => this.#clockSet(before));
  }

  /** How many wait or are under way. */
  get size(): number {
    return this.#open.size;
  }

  /** Takes a delivery over, to be sent after a wait of so many milliseconds. */
  send(delivery: Delivery, milliseconds: number): void {
    this.#open.set(delivery, new AbortController());
    if (milliseconds > 0) this.#wait(delivery, milliseconds);
    else this.#makeReady(delivery);
  }

  /** Lets go of what waits or is under way, and says why. */
  drop(reason: string, isMeant: (delivery: Delivery) => boolean = () => true): void {
    for (const [delivery, controller] of [...this.#open]) {
      if (!isMeant(delivery)) continue;
      this.#end(delivery, 'dropped', reason);
      controller.abort();
    }
    this.#setAlarm();
    this.#tellIfQuiet();
  }

  /** Resolves when nothing is under way, and nothing waits but for a stopped clock. */
  settled(): Promise<void> {
    return this.#isQuiet() ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
  }

  #isQuiet(): boolean {
    const { clock } = this.#options;
    const isWaitingForClock = ({ due }: Delivery): boolean =>
      due !== undefined && due > clock.now() && clock.isFrozen();
    return this.#busy.size === 0 && [...this.#open.keys()].every(isWaitingForClock);
  }

  #tellIfQuiet(): void {
    if (!this.#isQuiet()) return;
    for (const resolve of this.#waiters) resolve();
    this.#waiters = [];
  }

  /** Those that wait for their time and meet a condition, the earliest first. */
  #waiting(isMeant: (delivery: Delivery) => boolean = () => true): readonly Delivery[] {
    return [...this.#open.keys()]
      .filter((delivery) => delivery.due !== undefined && isMeant(delivery))
      .toSorted((one, other) => (one.due ?? 0) - (other.due ?? 0));
  }

  #setAlarm(): void {
    this.#alarm.set(this.#waiting()[0]?.due);
  }

  #wait(delivery: Delivery, milliseconds: number): void {
    delivery.due = this.#options.clock.now() + milliseconds;
    delivery.state = 'waiting';
    this.#setAlarm();
  }

  #sendDue(): void {
    const now = this.#options.clock.now();
    for (const delivery of this.#waiting(({ due = 0 }) => due <= now)) this.#makeReady(delivery);
    this.#setAlarm();
    this.#tellIfQuiet();
  }

  /** A clock that is set back lets what waits still wait as long as it was to. */
  #clockSet(before: number): void {
    if (this.#open.size === 0) return;
    const moved = Math.min(0, this.#options.clock.now() - before);
    for (const delivery of this.#waiting()) delivery.due = (delivery.due ?? 0) + moved;
    this.#sendDue();
  }

  #makeReady(delivery: Delivery): void {
    delete delivery.due;
    delete delivery.isBehind;
    const line = this.#lines.get(delivery.receiver) ?? [];
    this.#lines.set(delivery.receiver, line);
    line.push(delivery);
    void this.#sendLine(delivery.receiver, line);
  }

  async #sendLine(receiver: string, line: Delivery[]): Promise<void> {
    if (this.#busy.has(receiver)) return;
    this.#busy.add(receiver);
    // The request that a delivery tells of is answered first.
    await soon();
    for (let next = line.shift(); next !== undefined; next = line.shift()) {
      await this.#attempt(next);
      const isBehind = (other: Delivery): boolean => other.isBehind === true && other.receiver === receiver;
      for (const behind of this.#waiting(isBehind)) this.#makeReady(behind);
    }
    this.#busy.delete(receiver);
    this.#lines.delete(receiver);
    this.#tellIfQuiet();
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const isKept = await this.#isKept();
    const controller = this.#open.get(delivery);
    const receiver = this.#options.receiver(delivery.receiver);
    if (controller === undefined || receiver === undefined) return;
    if (!isKept) {
      this.#end(delivery, 'dropped', 'what it tells of could not be written to the disk');
      return;
    }
    delivery.state = 'sending';
    const made = await attemptOf(delivery, receiver, controller.signal, this.#options);
    if (!this.#open.has(delivery)) return;
    delivery.attempts = [...delivery.attempts, made];
    const failures = delivery.attempts.length;
    if (isArrived(made)) this.#end(delivery, 'delivered');
    else if (failures > receiver.retries) this.#end(delivery, 'failed');
    else {
      this.#wait(delivery, receiver.backoffMilliseconds * 2 ** (failures - 1));
      this.#options.changed(delivery);
    }
  }

  #isKept(): Promise<boolean> {
    return this.#options.flushed().then(
      () => true,
      () => false,
    );
  }

  #end(delivery: Delivery, state: DeliveryState, reason?: string): void {
    this.#open.delete(delivery);
    delete delivery.due;
    delivery.state = state;
    if (reason !== undefined) delivery.reason = reason;
    this.#options.changed(delivery);
  }
}
