// Races: writes that reach two worlds of one mock at the same moment, and what must hold whichever came first.
import fc from 'fast-check';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { formatInstant } from '../../schemas/canvas/instant.ts';
import { developmentToken } from '../../mock-server/index.ts';
import { mockKinds, type FuzzedMocks, type MockKind } from './mocks.ts';
import { sendPatiently } from './patience.ts';
import { createdId, type Answer } from './sending.ts';

const worlds = ['left', 'right'] as const;
type Side = (typeof worlds)[number];

/** A create, by minutes from the first morning of the race. */
interface Booking {
  readonly side: Side;
  readonly practitioner: number;
  readonly from: number;
  readonly minutes: number;
}

const statuses = ['booked', 'arrived', 'checked-in', 'noshow', 'fulfilled', 'cancelled'] as const;

/** What reaches the two worlds of a mock at the same moment. */
interface Race {
  readonly kind: MockKind;
  readonly bookings: readonly Booking[];
  /** Updates of one appointment, each with a change in the chart beside it. */
  readonly updates: readonly (typeof statuses)[number][];
}

const practitioners = instance.practitioners.filter(({ scheduleable }) => scheduleable).map(({ id }) => id);

const booking: fc.Arbitrary<Booking> = fc.record({
  side: fc.constantFrom(...worlds),
  practitioner: fc.nat(practitioners.length - 1),
  from: fc.nat(12).map((steps) => steps * 15),
  minutes: fc.constantFrom(15, 30, 60),
});

/** Races of a few creates and updates. */
export const race: fc.Arbitrary<Race> = fc.record({
  kind: fc.constantFrom(...mockKinds),
  bookings: fc.array(booking, { minLength: 2, maxLength: 24, size: 'max' }),
  updates: fc.array(fc.constantFrom(...statuses), { maxLength: 8, size: 'max' }),
});

const firstMorning = Date.UTC(2031, 2, 4, 15);
const aDay = 24 * 60;

const bodyOf = ({ practitioner, from, minutes }: Omit<Booking, 'side'>): object => {
  const start = firstMorning + from * 60_000;
  const [, patient] = canonicalAppointment().participant ?? [];
  return canonicalAppointment({
    start: formatInstant(start),
    end: formatInstant(start + minutes * 60_000),
    participant: [
      { actor: { reference: `Practitioner/${practitioners[practitioner] ?? ''}` }, status: 'accepted' },
      ...(patient === undefined ? [] : [patient]),
    ],
  });
};

const isClash = (one: Booking, other: Booking): boolean =>
  one.side === other.side &&
  one.practitioner === other.practitioner &&
  one.from < other.from + other.minutes &&
  other.from < one.from + one.minutes;

/** Sends requests to the two worlds of a race, and counts them. Throws where no answer comes. */
class Caller {
  readonly #url: string;
  readonly #busiest: FuzzedMocks['busiest'];
  readonly #number: number;
  sent = 0;

  constructor({ urlOf, busiest }: FuzzedMocks, kind: MockKind, number: number) {
    this.#url = urlOf(kind);
    this.#busiest = busiest;
    this.#number = number;
  }

  nameOf(side: Side): string {
    return `race-${this.#number}-${side}`;
  }

  async call(side: Side, method: string, path: string, body?: unknown): Promise<Answer> {
    this.sent += 1;
    const headers = {
      authorization: `Bearer ${developmentToken}`,
      'content-type': 'application/json',
      'x-mock-world': this.nameOf(side),
    };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const outcome = await sendPatiently(this.#url, { face: 'fhir', method, path, headers, ...text }, this.#busiest);
    if (typeof outcome === 'string') throw new Error(`${method} ${path}: ${outcome}`);
    return outcome;
  }

  async appointments(side: Side): Promise<readonly { readonly id: string }[]> {
    const { text } = await this.call(side, 'GET', `/__admin/records/appointments?world=${this.nameOf(side)}`);
    return JSON.parse(text) as readonly { readonly id: string }[];
  }
}

/** Bookings of both worlds at once: none twice, none refused without cause, each kept where it was made and nowhere else. */
const faultOfBookings = async (caller: Caller, bookings: readonly Booking[]): Promise<string | undefined> => {
  const before = { left: await caller.appointments('left'), right: await caller.appointments('right') };
  const answered = await Promise.all(
    bookings.map(async (one) => ({ one, answer: await caller.call(one.side, 'POST', '/Appointment', bodyOf(one)) })),
  );
  const unexpected = answered.find(({ answer }) => answer.status !== 201 && answer.status !== 422);
  if (unexpected !== undefined) return `a create was answered ${unexpected.answer.status}: ${unexpected.answer.text}`;
  const accepted = answered.filter(({ answer }) => answer.status === 201);
  const twice = accepted.find(({ one }, place) => accepted.slice(place + 1).some((later) => isClash(one, later.one)));
  if (twice !== undefined) return `booked twice: ${JSON.stringify(twice.one)}`;
  const needless = answered.find(
    ({ one, answer }) => answer.status === 422 && !accepted.some((each) => isClash(one, each.one)),
  );
  if (needless !== undefined) return `refused though nothing stands there: ${JSON.stringify(needless.one)}`;
  for (const side of worlds) {
    const made = accepted.filter(({ one }) => one.side === side).map(({ answer }) => createdId(answer) ?? '');
    const ids = new Set((await caller.appointments(side)).map(({ id }) => id));
    const expected = new Set([...before[side].map(({ id }) => id), ...made]);
    if (ids.size !== expected.size || [...expected].some((id) => !ids.has(id)))
      return `the world ${side} holds ${ids.size} appointments in the place of ${expected.size}`;
  }
  return undefined;
};

/** Updates of one appointment beside changes in its chart: none is lost, and cancelled stays. */
const faultOfUpdates = async (caller: Caller, updates: Race['updates']): Promise<string | undefined> => {
  const body = bodyOf({ practitioner: 0, from: 7 * aDay, minutes: 30 });
  const id = createdId(await caller.call('left', 'POST', '/Appointment', body)) ?? '';
  const record = `/__admin/records/appointments/${id}?world=${caller.nameOf('left')}`;
  const moment = (place: number): string => formatInstant(Date.UTC(2024, 0, 1, 0, place));
  const answers = await Promise.all(
    updates.map(async (status, place) => {
      const [update, change] = await Promise.all([
        caller.call('left', 'PUT', `/Appointment/${id}`, { ...body, id, status }),
        caller.call('left', 'PATCH', record, { createdAt: moment(place) }),
      ]);
      return { status, update, change };
    }),
  );
  const unexpected = answers.find(({ update, change }) => ![200, 422].includes(update.status) || change.status !== 200);
  if (unexpected !== undefined) {
    const { status, update, change } = unexpected;
    return `an update to ${status} was answered ${update.status} ${update.text}, the change in the chart ${change.status} ${change.text}`;
  }
  const done = answers.filter(({ update }) => update.status === 200).map(({ status }) => status);
  const read = await caller.call('left', 'GET', `/Appointment/${id}`);
  const { status: last } = JSON.parse(read.text) as { readonly status: string };
  if (done.includes('cancelled') && last !== 'cancelled') return `cancelled was accepted, and it reads ${last}`;
  if (done.length > 0 && !done.some((status) => status === last))
    return `it reads ${last}, which no accepted update sent`;
  const { createdAt } = JSON.parse((await caller.call('left', 'GET', record)).text) as { readonly createdAt: string };
  if (answers.length === 0 || answers.some((_one, place) => moment(place) === createdAt)) return undefined;
  return `a change in the chart was lost: createdAt is ${createdAt}`;
};

let races = 0;

/** What is wrong after a race, in words; undefined where nothing is. `count` is told the requests sent. */
export const faultOfRace = async (
  { kind, bookings, updates }: Race,
  mocks: FuzzedMocks,
  count: (sent: number) => void,
): Promise<string | undefined> => {
  races += 1;
  const caller = new Caller(mocks, kind, races);
  try {
    for (const side of worlds) {
      // A write that names a world makes it.
      const settings = `/__admin/settings?world=${caller.nameOf(side)}`;
      const { status, text } = await caller.call(side, 'PUT', settings, { doubleBooking: 'forbid' });
      if (status !== 200) return `a world was not made: ${status} ${text}`;
    }
    const fault = (await faultOfBookings(caller, bookings)) ?? (await faultOfUpdates(caller, updates));
    for (const side of worlds) await caller.call(side, 'DELETE', `/__admin/worlds/${caller.nameOf(side)}`);
    return fault;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    count(caller.sent);
  }
};
