// A delivery: one event on its way to one receiver. The log keeps the latest of a world.
import { formatInstant } from '../../schemas/canvas/instant.ts';
import type { EventName } from './events.ts';

/**
 * `waiting` for its time or its turn, `sending`, `delivered`; `failed` after the last retry; `lost` by a fault on purpose or
 * because too many wait; `dropped` because its receiver, its world or the mock ended.
 */
export const deliveryStates = ['waiting', 'sending', 'delivered', 'failed', 'lost', 'dropped'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** One attempt to deliver: the answer's status, or why there was none. */
export interface Attempt {
  /** By the system's clock, as the signature has it, with milliseconds. */
  readonly at: string;
  readonly took: number;
  readonly status?: number;
  readonly error?: string;
}

export interface Delivery {
  readonly id: string;
  /** When the event happened, by the system's clock, with milliseconds. */
  readonly happened: string;
  readonly event: EventName;
  readonly eventId: string;
  readonly receiver: string;
  readonly appointment: string;
  readonly body: string;
  /** The faults that hit it, by id and kind. */
  readonly faults: readonly string[];
  state: DeliveryState;
  /** Why it is lost or dropped. */
  reason?: string;
  /** Until when it waits, by the clock of its world. */
  due?: number;
  /** Whether it lets another go before it. */
  isBehind?: boolean;
  attempts: readonly Attempt[];
}

/** What is kept of a delivery that has not ended, so that a later process can make it. */
export type OpenDelivery = Pick<
  Delivery,
  'id' | 'happened' | 'event' | 'eventId' | 'receiver' | 'appointment' | 'body' | 'faults' | 'attempts' | 'due'
>;

/** Whether a delivery waits or is under way. */
export const isOpen = ({ state }: Delivery): boolean => state === 'waiting' || state === 'sending';

/** A delivery as it is kept. */
export const openDeliveryOf = ({
  state: _state,
  reason: _reason,
  isBehind: _isBehind,
  ...kept
}: Delivery): OpenDelivery => kept;

/** A delivery as it is shown. */
export const shownDelivery = ({ body, due, isBehind: _isBehind, ...delivery }: Delivery) => ({
  ...delivery,
  ...(due === undefined ? {} : { due: formatInstant(due) }),
  body: JSON.parse(body) as unknown,
});

export type ShownDelivery = ReturnType<typeof shownDelivery>;

/** Deliveries that the log of a world keeps. */
const maxLogged = 1000;

/** The latest deliveries of a world. */
export class DeliveryLog {
  readonly #deliveries = new Map<string, Delivery>();
  #made = 0;

  add(delivery: Omit<Delivery, 'id'>): Delivery {
    const added = { ...delivery, id: `delivery-${++this.#made}` };
    this.#deliveries.set(added.id, added);
    const [oldest] = this.#deliveries.keys();
    if (this.#deliveries.size > maxLogged && oldest !== undefined) this.#deliveries.delete(oldest);
    return added;
  }

  get(id: string): Delivery | undefined {
    return this.#deliveries.get(id);
  }

  /** The newest first. */
  latest(): readonly Delivery[] {
    return [...this.#deliveries.values()].reverse();
  }

  clear(): void {
    this.#deliveries.clear();
  }
}
