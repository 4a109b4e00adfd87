// The webhooks as typed functions: what startMock() offers beside the HTTP surface. Each throws in one line what is wrong.
import { shownDelivery, type ShownDelivery } from './delivery.ts';
import { faultOfDeliveryFault, type DeliveryFaults, type DeliveryFaultSpec } from './delivery-faults.ts';
import {
  faultOfNewReceiver,
  faultOfReceiver,
  shownReceiver,
  type ReceiverSpec,
  type ShownReceiver,
} from './receiver.ts';
import type { Webhooks } from './webhooks.ts';

/** The receivers of a world, what is to go wrong with deliveries, and what became of each. */
export interface WebhookControl {
  /** Adds a receiver. The secret is told this once. */
  readonly add: (receiver: ReceiverSpec) => ShownReceiver;
  readonly list: () => readonly ShownReceiver[];
  readonly change: (id: string, change: Partial<ReceiverSpec>) => ShownReceiver;
  readonly remove: (id: string) => void;
  readonly faults: Pick<DeliveryFaults, 'add' | 'list' | 'clear'> & { readonly remove: (id: string) => void };
  /** The newest first. */
  readonly deliveries: () => readonly ShownDelivery[];
  /** Sends a delivery again, with the same event id. */
  readonly sendAgain: (id: string) => ShownDelivery;
  /** Resolves when nothing is under way, and nothing waits but for a stopped clock. */
  readonly settled: () => Promise<void>;
}

const check = (fault: string | undefined): void => {
  if (fault !== undefined) throw new TypeError(fault);
};

const requireKnown = <T>(value: T | undefined, fault: string): T => {
  if (value === undefined) throw new Error(fault);
  return value;
};

export const webhookControlOf = (webhooks: Webhooks): WebhookControl => ({
  add: (receiver) => {
    check(faultOfNewReceiver({ ...receiver }));
    const added = webhooks.add(receiver);
    return { ...shownReceiver(added), secret: added.secret };
  },
  list: () => webhooks.list().map(shownReceiver),
  change: (id, change) => {
    check(faultOfReceiver({ ...change }));
    return shownReceiver(requireKnown(webhooks.change(id, change), `There is no receiver '${id}'`));
  },
  remove: (id) => void requireKnown(webhooks.remove(id) || undefined, `There is no receiver '${id}'`),
  faults: {
    add: (spec: DeliveryFaultSpec) => {
      check(faultOfDeliveryFault(spec));
      return webhooks.faults.add(spec);
    },
    list: webhooks.faults.list,
    clear: webhooks.faults.clear,
    remove: (id) => void requireKnown(webhooks.faults.remove(id) || undefined, `There is no fault '${id}'`),
  },
  deliveries: () => webhooks.deliveries().map(shownDelivery),
  sendAgain: (id) => shownDelivery(requireKnown(webhooks.sendAgain(id), `Delivery '${id}' cannot be sent again`)),
  settled: () => webhooks.settled(),
});
