// The webhooks of a world: who is told what happens to its appointments, what may go wrong on the way, and what became of it.
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';
import type { SeededRandom } from '../runtime/seeded-random.ts';
import type { Store } from '../store/store.ts';
import { DeliveryLog, type Delivery, type OpenDelivery } from './delivery.ts';
import { deliveryFaultsOf, type DeliveryFaults } from './delivery-faults.ts';
import { Dispatcher } from './dispatcher.ts';
import { eventsOf } from './events.ts';
import { payloadOf, type AppointmentEvent } from './payload.ts';
import type { Post } from './post.ts';
import { receiverDefaults, type Receiver, type ReceiverSpec } from './receiver.ts';
import { secretOf } from './signature.ts';

interface WebhooksOptions {
  readonly clock: Clock;
  readonly systemNow: () => number;
  readonly chance: SeededRandom;
  /** The ids of events, a sequence of their own. */
  readonly ids: Ids;
  readonly store: () => Store;
  readonly post: Post;
  readonly flushed: () => Promise<void>;
  /** Is told of each delivery that is taken, tried again or over, so that what is open survives a restart. */
  readonly persist: (delivery: Delivery) => void;
}

/** Deliveries that may wait or be under way in a world; what comes beyond is lost. */
const maxOpen = 1000;

const numberOf = ({ id }: Receiver): number => Number(id.slice(id.lastIndexOf('-') + 1));

const blankDelivery = { faults: [], state: 'waiting', attempts: [] } as const;

export class Webhooks {
  readonly #options: WebhooksOptions;
  readonly #log = new DeliveryLog();
  readonly #dispatcher: Dispatcher;
  /** What is to go wrong with deliveries on purpose. */
  readonly faults: DeliveryFaults;
  #receivers: readonly Receiver[] = [];
  #isSilent = false;
  #isEnded = false;

  constructor(options: WebhooksOptions) {
    this.#options = options;
    this.faults = deliveryFaultsOf(options.chance);
    this.#dispatcher = new Dispatcher({ ...options, receiver: (id) => this.get(id), changed: this.#keep });
  }

  add(spec: ReceiverSpec): Receiver {
    const { ids } = this.#options;
    const number = this.#receivers.reduce((last, receiver) => Math.max(last, numberOf(receiver)), 0) + 1;
    const secret = secretOf(ids.hex() + ids.hex());
    const receiver = { id: `receiver-${number}`, secret, ...receiverDefaults, ...spec };
    this.#receivers = [...this.#receivers, receiver];
    return receiver;
  }

  list(): readonly Receiver[] {
    return this.#receivers;
  }

  get(id: string): Receiver | undefined {
    return this.#receivers.find((receiver) => receiver.id === id);
  }

  /** Changes what it is told; undefined where there is no such receiver. */
  change(id: string, change: Partial<ReceiverSpec>): Receiver | undefined {
    this.#receivers = this.#receivers.map((receiver) => (receiver.id === id ? { ...receiver, ...change } : receiver));
    return this.get(id);
  }

  /** Removes a receiver, and drops what waits for it. */
  remove(id: string): boolean {
    if (this.get(id) === undefined) return false;
    this.#receivers = this.#receivers.filter((receiver) => receiver.id !== id);
    this.#dispatcher.drop('its receiver was removed', ({ receiver }) => receiver === id);
    return true;
  }

  /** Puts others in the place of all receivers, and drops what waits. */
  restore(receivers: readonly Receiver[], reason: string): void {
    this.#dispatcher.drop(reason);
    this.#receivers = receivers;
  }

  /** The deliveries, the newest first. */
  deliveries(): readonly Delivery[] {
    return this.#log.latest();
  }

  delivery(id: string): Delivery | undefined {
    return this.#log.get(id);
  }

  /** Sends a delivery again, under the same event id; undefined where there is none, or its receiver has gone. */
  sendAgain(id: string): Delivery | undefined {
    const delivery = this.#log.get(id);
    if (delivery === undefined || this.get(delivery.receiver) === undefined) return undefined;
    const { happened, event, eventId, receiver, appointment, body } = delivery;
    return this.#send({ happened, event, eventId, receiver, appointment, body, ...blankDelivery }, 0);
  }

  clearLog(): void {
    this.#log.clear();
  }

  /** No faults and an empty log; the receivers stay. */
  clear(): void {
    this.faults.clear();
    this.#log.clear();
  }

  /** Resolves when nothing is under way, and nothing waits but for a stopped clock. */
  settled(): Promise<void> {
    return this.#dispatcher.settled();
  }

  /** Tells the receivers of an appointment that is stored. */
  appointmentPut(before: AppointmentRecord | undefined, record: AppointmentRecord): void {
    if (this.#isSilent || this.#receivers.length === 0) return;
    const { clock, ids, store } = this.#options;
    for (const name of eventsOf(before, record)) {
      const told = this.#receivers.filter(({ active, events }) => active && events.includes(name));
      if (told.length === 0) continue;
      const event = { id: ids.uuid(), name, record, at: clock.now() };
      const body = payloadOf(event, store());
      for (const receiver of told) this.#tell(event, receiver, body);
    }
  }

  /** Lets something happen of which nobody is told. */
  runSilently(run: () => void): void {
    this.#isSilent = true;
    try {
      run();
    } finally {
      this.#isSilent = false;
    }
  }

  /** Takes over what an earlier process had not delivered, each to be sent when it was to be. */
  resume(open: readonly OpenDelivery[]): void {
    const now = this.#options.clock.now();
    for (const { id: _id, due = now, ...delivery } of open) this.#send({ ...delivery, state: 'waiting' }, due - now);
  }

  /** Drops what waits or is under way, and says why; no timer is left. What is kept of it on a disk stays there. */
  end(reason: string): void {
    this.#isEnded = true;
    this.#dispatcher.drop(reason);
  }

  #tell({ id, name, record }: AppointmentEvent, receiver: Receiver, body: string): void {
    const { isLost, isDoubled, behind, delay, faults } = this.faults.plan(name, receiver.id);
    const happened = new Date(this.#options.systemNow()).toISOString();
    const told = { happened, event: name, eventId: id, receiver: receiver.id, appointment: record.id, body };
    const delivery = { ...told, ...blankDelivery, faults };
    if (isLost) {
      this.#log.add({ ...delivery, state: 'lost', reason: 'a fault on purpose' });
      return;
    }
    const swaps = behind !== undefined && !this.#isHeld(receiver);
    this.#send(swaps ? { ...delivery, isBehind: true } : delivery, delay + (swaps ? behind : 0));
    if (isDoubled) this.#send(delivery, delay);
  }

  /** Whether a delivery to a receiver lets another go before it. */
  #isHeld({ id }: Receiver): boolean {
    return this.#log.latest().some(({ isBehind, receiver }) => isBehind === true && receiver === id);
  }

  #send(delivery: Omit<Delivery, 'id'>, wait: number): Delivery {
    if (this.#dispatcher.size >= maxOpen)
      return this.#log.add({ ...delivery, state: 'lost', reason: `${maxOpen} deliveries wait already` });
    const added = this.#log.add(delivery);
    this.#dispatcher.send(added, wait);
    this.#keep(added);
    return added;
  }

  readonly #keep = (delivery: Delivery): void => {
    if (this.#isEnded) return;
    this.#options.persist(delivery);
    // Where the disk fails, the next write says so.
    void this.#options.flushed().catch(() => undefined);
  };
}
