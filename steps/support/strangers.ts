// Appointments near the day of a scenario that it has not made.
import { isObject } from '../../schemas/json.ts';
import { withCastIds, type Exchange, type Target } from '../../targets/index.ts';

export interface Stored {
  readonly resourceType?: unknown;
  readonly id?: unknown;
  readonly start?: unknown;
}

const entriesIn = ({ response: { body } }: Exchange): readonly Stored[] => {
  const entry = isObject(body) && Array.isArray(body['entry']) ? (body['entry'] as { resource?: Stored }[]) : [];
  return entry.flatMap(({ resource }) => resource ?? []);
};

/** The days around a scenario's own on which its records stand: the first and the last. */
export const daysOf = ({ cast, day }: Target): readonly [from: string, to: string] => [
  withCastIds('{day-1}', cast, day),
  withCastIds('{day+2}', cast, day),
];

/** The appointments that a searchset shows around the day of a scenario and that the scenario knows nothing of. */
export const strangersIn = (exchange: Exchange, target: Target, known: ReadonlySet<string>): readonly Stored[] => {
  const [from, to] = daysOf(target);
  const isNear = ({ resourceType, start }: Stored): boolean =>
    resourceType === 'Appointment' &&
    typeof start === 'string' &&
    start.slice(0, 10) >= from &&
    start.slice(0, 10) <= to;
  return entriesIn(exchange).filter((one) => isNear(one) && !known.has(String(one.id)));
};
