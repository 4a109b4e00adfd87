// Judges what a client that listens to events does with them.
import type { Recorded } from '../../traffic/index.ts';
import { hasSucceeded, isCreate, isUpdate, isWrite, lineOf, routeOf } from '../calls.ts';
import { judgedBy, notExercised, type ClinicAct, type Course, type Judge } from '../judging.ts';
import { isAfter, isOver, lateEventIn, looksAt, missedEventIn, repeatedEventIn } from './recorded-events.ts';

/** A client that writes more where every event comes twice acts on each delivery. */
const doesRepeatedEventActOnce: Judge = (calls, { world, control, told }) => {
  if (told !== undefined) return repeatedEventIn(calls, told);
  if (world !== 'doubled-events' || control === undefined) return notExercised;
  const writes = calls.filter(isWrite);
  const usual = control.calls.filter(isWrite);
  const last = writes.at(-1);
  if (last === undefined) return notExercised;
  if (writes.length <= usual.length) return judgedBy([last], []);
  const what = `${lineOf(last)}: ${writes.length} writes where each event comes twice`;
  return judgedBy(
    [],
    [{ what, calls: writes.slice(-2), expected: `${usual.length} writes`, actual: `${writes.length} writes` }],
  );
};

/** The creates that a client makes because of an event: those beyond what it makes anyway. One driven by hand is left alone. */
const createdFor = (calls: readonly Recorded[], plain: Course | undefined): number =>
  calls.filter(isCreate).length - (plain?.ending === undefined ? 0 : plain.calls.filter(isCreate).length);

/** A late event is acted on where the appointment is written as if it were not cancelled, or booked for without a look. */
const judgeLateEvent: Judge = (calls, { world, clinic, control, plain, told }) => {
  if (told !== undefined) return lateEventIn(calls, told);
  if (world !== 'late-events' || clinic === undefined) return notExercised;
  const later = calls.filter(isAfter(clinic.cancelled));
  const looks = later.filter(looksAt(clinic.id));
  const written = later.filter(
    (call) => isUpdate(call) && routeOf(call).id === clinic.id && hasSucceeded(call) && !isOver(call),
  );
  const isUsual = control !== undefined && createdFor(control.calls, plain) > 0;
  const creates = isUsual && createdFor(calls, plain) > 0 ? later.filter(isCreate) : [];
  const isBlind = (call: Recorded): boolean => !later.slice(0, later.indexOf(call)).some(looksAt(clinic.id));
  const booked = creates.every(isBlind) ? creates : [];
  const findings = [...written, ...booked].map((call) => ({
    what: `${lineOf(call)} acts on a late event: Appointment/${clinic.id} is cancelled`,
    calls: [call],
    expected: `GET /Appointment/${clinic.id}, and nothing more where it is cancelled`,
    actual: lineOf(call),
  }));
  return judgedBy(looks, findings);
};

/** What a client does about the clinic's appointment once that is cancelled. */
const reactions = (calls: readonly Recorded[], clinic: ClinicAct): readonly Recorded[] =>
  calls.filter(isAfter(clinic.cancelled)).filter((call) => looksAt(clinic.id)(call) || isWrite(call));

/** A client that acts on bookings, and has asked to be told of cancellations, owes a look at what it has acted on. */
const isActingOnBookings = (calls: readonly Recorded[], { hearsOfCancellations }: ClinicAct, plain?: Course): boolean =>
  hearsOfCancellations && createdFor(calls, plain) > 0;

/** A cancellation whose event is lost is found by a look. Whom cancellations do not concern is not judged. */
const judgeMissedEvent: Judge = (calls, { world, clinic, control, plain, told }) => {
  if (told !== undefined) return missedEventIn(calls, told);
  if (world !== 'missed-events' || clinic === undefined || control?.clinic === undefined) return notExercised;
  const looks = calls.filter(isAfter(clinic.cancelled)).filter(looksAt(clinic.id));
  const usual = reactions(control.calls, control.clinic);
  const isConcerned = usual.length > 0 || isActingOnBookings(calls, clinic, plain);
  if (looks.length > 0 || !isConcerned) return judgedBy(looks, []);
  const what = `nothing is asked once Appointment/${clinic.id} is cancelled and the event of it is lost`;
  const expected = 'GET /Appointment?… or GET /Appointment/<id> within ten seconds';
  return judgedBy([], [{ what, calls: calls.slice(-2), expected, actual: 'no read and no search' }]);
};

export const events = {
  'events/repeated-event-acts-once': doesRepeatedEventActOnce,
  'events/late-event-is-checked': judgeLateEvent,
  'events/missed-event-is-found': judgeMissedEvent,
} as const;
