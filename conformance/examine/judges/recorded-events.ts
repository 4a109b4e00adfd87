// Judges what kept traffic shows of a client that listens to events: when each was delivered, and what the client then did.
import { hasSucceeded, isCreate, isRead, isSearch, isUpdate, isWrite, lineOf, routeOf, sentIn } from '../calls.ts';
import { judgedBy, type Finding, type Judgement, type Told } from '../judging.ts';
import type { Delivered, Recorded } from '../../traffic/index.ts';
import { isSameCreate } from './repeat.ts';

/** What a client does later than that is not taken for the work of an event. */
const reach = 10_000;

export const isAfter =
  (moment: number) =>
  ({ came = 0 }: Recorded): boolean =>
    came >= moment;

const isWithin =
  (from: number, until: number) =>
  ({ came = 0 }: Recorded): boolean =>
    came >= from && came <= until;

/** Whether a call may show how an appointment is now. */
export const looksAt =
  (id: string) =>
  (call: Recorded): boolean =>
    (isRead(call) && routeOf(call).id === id) || isSearch(call);

/** Whether an update gives an appointment a status from which nothing more is expected. */
export const isOver = (call: Recorded): boolean =>
  ['cancelled', 'entered-in-error', 'noshow'].includes(String(sentIn(call)?.['status']));

interface Arrived {
  readonly delivery: Delivered;
  readonly came: number;
  readonly answered: number;
}

/** Everything that came, in the order of time. */
const arrivedIn = ({ deliveries }: Told): readonly Arrived[] =>
  deliveries
    .flatMap((delivery) => delivery.arrivals.map((arrival) => ({ delivery, ...arrival })))
    .toSorted((one, other) => one.came - other.came);

/** Two times at which the same event came to the same receiver. */
const repeatsIn = (told: Told): readonly (readonly [Arrived, Arrived])[] => {
  const arrived = arrivedIn(told);
  return arrived.flatMap((again, position) => {
    const first = arrived
      .slice(0, position)
      .find(
        ({ delivery: { eventId, receiver } }) =>
          [eventId, receiver].join() === [again.delivery.eventId, again.delivery.receiver].join(),
      );
    return first === undefined ? [] : [[first, again] as const];
  });
};

/** An event that came twice has made two bookings of one. */
export const repeatedEventIn = (calls: readonly Recorded[], told: Told): Judgement => {
  const repeats = repeatsIn(told);
  const made = calls.filter((call) => isCreate(call) && hasSucceeded(call));
  const findings = repeats.flatMap(([first, again]): readonly Finding[] => {
    const created = made.filter(isWithin(first.came, again.answered + reach));
    const twice = created.find(
      (call, position) =>
        isAfter(again.came)(call) && created.slice(0, position).some((before) => isSameCreate(before, call)),
    );
    const before = created.find((call) => twice !== undefined && isSameCreate(call, twice));
    if (twice === undefined || before === undefined) return [];
    const what = `${lineOf(twice)} books the same again: ${again.delivery.event} ${again.delivery.eventId} had come twice`;
    return [{ what, calls: [before, twice], expected: 'one create', actual: 'two creates' }];
  });
  const shown = repeats.flatMap(([first, again]) =>
    calls
      .filter(isWrite)
      .filter(isWithin(first.came, again.answered + reach))
      .slice(-1),
  );
  return judgedBy(shown, findings);
};

/** When the clinic cancelled an appointment for good, as the events have it. */
const cancelledAt = ({ deliveries }: Told, appointment: string): number | undefined => {
  const own = deliveries.filter((delivery) => delivery.appointment === appointment);
  const isBack = own.some(({ event }) => event === 'APPOINTMENT_RESTORED');
  const cancelled = own.find(({ event }) => event === 'APPOINTMENT_CANCELED');
  return isBack ? undefined : cancelled?.happened;
};

/** An event that came when its appointment was cancelled already is acted on where that is updated without a look. */
export const lateEventIn = (calls: readonly Recorded[], told: Told): Judgement => {
  const late = arrivedIn(told).filter(({ delivery: { appointment, event }, came }) => {
    const cancelled = cancelledAt(told, appointment);
    return event !== 'APPOINTMENT_CANCELED' && cancelled !== undefined && came > cancelled;
  });
  const judged = late.map(({ delivery: { appointment: id, event }, came }) => {
    const later = calls.filter(isWithin(came, came + reach));
    const look = later.find(looksAt(id));
    const blind = later
      .slice(0, look === undefined ? later.length : later.indexOf(look))
      .filter((call) => isUpdate(call) && routeOf(call).id === id && hasSucceeded(call) && !isOver(call));
    const findings = blind.map((call) => ({
      what: `${lineOf(call)} acts on a late ${event}: the appointment is cancelled`,
      calls: [call],
      expected: `GET /Appointment/${id}, and nothing more where it is cancelled`,
      actual: lineOf(call),
    }));
    return { looks: look === undefined ? [] : [look], findings };
  });
  return judgedBy(
    judged.flatMap(({ looks }) => looks),
    judged.flatMap(({ findings }) => findings),
  );
};

/** What came of the same kind has led to a look or a write: such a client owes one where an event is missed. */
const isConcernedBy = ({ event }: Delivered, calls: readonly Recorded[], told: Told): boolean =>
  arrivedIn(told).some(
    ({ delivery, came, answered }) =>
      delivery.event === event &&
      calls
        .filter(isWithin(came, answered + reach))
        .some((call) => looksAt(delivery.appointment)(call) || isWrite(call)),
  );

/** A change whose event never came is found by a look, as long as the client was watched for it. */
export const missedEventIn = (calls: readonly Recorded[], told: Told): Judgement => {
  const last = told.until ?? Math.max(...calls.map(({ came = 0 }) => came));
  const missed = told.deliveries.filter(
    (delivery) =>
      delivery.isMissed &&
      delivery.arrivals.length === 0 &&
      delivery.event !== 'APPOINTMENT_CREATED' &&
      last - delivery.happened >= reach &&
      isConcernedBy(delivery, calls, told),
  );
  const judged = missed.map((delivery) => ({
    delivery,
    look: calls.filter(isAfter(delivery.happened)).find(looksAt(delivery.appointment)),
  }));
  const findings = judged.flatMap(({ delivery: { event, appointment }, look }): readonly Finding[] => {
    if (look !== undefined) return [];
    const what = `nothing is asked after the ${event} of Appointment/${appointment}, which never came`;
    const expected = 'GET /Appointment?… or GET /Appointment/<id> within ten seconds';
    return [{ what, calls: calls.slice(-2), expected, actual: 'no read and no search' }];
  });
  return judgedBy(
    judged.flatMap(({ look }) => (look === undefined ? [] : [look])),
    findings,
  );
};
