// What may go wrong with deliveries on purpose: late, twice, in another order, or not at all.
import type { SeededRandom } from '../runtime/seeded-random.ts';
import { faultIn } from '../../schemas/validate.ts';
import { frequencyProperties, milliseconds } from '../faults/fault.ts';
import { isHit, lengthOf, standingFaults, type Frequency, type StandingFaults } from '../faults/standing.ts';
import { eventNames, type EventName } from './events.ts';

const deliveryFaultKinds = ['lost', 'delayed', 'doubled', 'reordered'] as const;

export interface DeliveryFaultSpec extends Frequency {
  readonly kind: (typeof deliveryFaultKinds)[number];
  /** The event and the receiver that it hits; all unless said otherwise. */
  readonly event?: EventName;
  readonly receiver?: string;
  /** Of delayed: how long the delivery waits. Of reordered: how long it waits for another at most. */
  readonly milliseconds?: number;
  /** Of delayed: a random wait from `least` to `most` milliseconds. */
  readonly least?: number;
  readonly most?: number;
}

export const deliveryFaultSchema = {
  $id: 'delivery-fault.schema.json',
  type: 'object',
  required: ['kind'],
  additionalProperties: false,
  properties: {
    kind: { enum: deliveryFaultKinds },
    event: { enum: eventNames },
    receiver: { type: 'string', minLength: 1, maxLength: 100 },
    ...frequencyProperties,
    milliseconds,
    least: milliseconds,
    most: milliseconds,
  },
} as const;

/** What is wrong with a fault as it was sent, in words; or undefined. */
export const faultOfDeliveryFault = (value: unknown): string | undefined => {
  const fault = faultIn(deliveryFaultSchema, value);
  if (fault !== undefined) return `${fault.where}: ${fault.problem}`;
  const { least = 0, most = Infinity } = value as Partial<DeliveryFaultSpec>;
  return least > most ? 'least: is larger than most' : undefined;
};

/** What is to happen to a delivery. */
interface DeliveryPlan {
  readonly isLost: boolean;
  readonly isDoubled: boolean;
  /** Milliseconds that it lets another go before it, at most. */
  readonly behind: number | undefined;
  /** Milliseconds that it waits. */
  readonly delay: number;
  /** The faults that hit it, by id and kind. */
  readonly faults: readonly string[];
}

export interface DeliveryFaults extends Omit<StandingFaults<DeliveryFaultSpec>, 'all'> {
  readonly plan: (event: EventName, receiver: string) => DeliveryPlan;
}

const usualWait = 1000;

/** The faults of the deliveries of a world, none yet. */
export const deliveryFaultsOf = (chance: SeededRandom): DeliveryFaults => {
  const { all, ...standing } = standingFaults<DeliveryFaultSpec>('delivery-fault', chance);
  return {
    ...standing,
    plan: (event, receiver) => {
      const struck = [...all()]
        .filter(({ spec }) => (spec.event ?? event) === event && (spec.receiver ?? receiver) === receiver)
        .filter((fault) => isHit(fault, chance))
        .map(({ id, spec }) => ({ id, kind: spec.kind, wait: lengthOf(spec, usualWait, chance) }));
      const waits = (kind: DeliveryFaultSpec['kind']) =>
        struck.filter((fault) => fault.kind === kind).map(({ wait }) => wait);
      return {
        isLost: waits('lost').length > 0,
        isDoubled: waits('doubled').length > 0,
        behind: waits('reordered')[0],
        delay: waits('delayed').reduce((sum, wait) => sum + wait, 0),
        faults: struck.map(({ id, kind }) => `${id}: ${kind}`),
      };
    },
  };
};
