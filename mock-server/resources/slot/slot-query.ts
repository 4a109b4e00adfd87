// What a search for slots asks: a schedule, days and a length; or the rejection of a bad value.
import type { Contract } from '../../../schemas/contract.ts';
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import { dayLength, dayOf, parseDay, parseInstant } from '../../../schemas/canvas/instant.ts';
import type { Settings } from '../../../schemas/canvas/settings.ts';
import type { QueryParameter } from '../../search/query.ts';
import type { Days } from './open-times.ts';

/** Days that a search may span. It bounds the work of one request. */
const maxDays = 92;

export interface SlotQuery {
  /** The id of the schedule, without `Schedule/`. */
  readonly schedule: string;
  readonly days: Days;
  /** Instants that bound the slots, where the search names them. */
  readonly from: number;
  readonly until: number;
  readonly minutes: number;
  /** The type that is to be booked, as system|code, where the search names one. */
  readonly appointmentType: string | undefined;
}

interface SlotParameters {
  readonly schedule: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly duration: string | undefined;
  readonly appointmentType: string | undefined;
}

const minutesIn = (text: string | undefined): number | undefined => {
  const minutes = text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return minutes >= 1 && minutes <= 1440 ? minutes : undefined;
};

/** What a start or end names: the instant itself, or a UTC day as its start. */
interface Bound {
  readonly day: number;
  readonly instant?: number;
}

/** Reads a start or end; undefined for what is none. */
type ReadBound = (text: string | undefined) => Bound | undefined;

const isInstant = /T.*(?:Z|[+-]\d\d:\d\d)$/;

const reading =
  (takesInstants: boolean): ReadBound =>
  (text = '') => {
    const day = parseDay(text);
    if (day !== undefined) return { day };
    const instant = takesInstants && isInstant.test(text) ? parseInstant(text) : undefined;
    return instant === undefined ? undefined : { day: dayOf(instant) * dayLength, instant };
  };

/** The days asked for, with what the documents put in the place of a missing start or end. */
const daysOf = (read: ReadBound, { start, end }: SlotParameters, contract: Contract, now: number): Days => {
  const today = contract.isInForce('slot/begins-today') ? dayOf(now) * dayLength : 0;
  const first = read(start)?.day ?? today;
  return { first, last: read(end)?.day ?? first + (contract.isInForce('slot/ends-after-a-week') ? 7 * dayLength : 0) };
};

type Refuse = (asked: SlotParameters, days: Days, read: ReadBound) => Rejection | undefined;

const refusals: Readonly<Record<IdsOf<'refusal'> & IdsIn<'slot'>, Refuse>> = {
  'slot/schedule-is-required': ({ schedule }) =>
    schedule === undefined ? reject('slot/schedule-is-required', {}) : undefined,
  'slot/bad-day-is-refused': (asked, _days, read) => {
    const name = (['start', 'end'] as const).find(
      (each) => asked[each] !== undefined && read(asked[each]) === undefined,
    );
    return name === undefined ? undefined : reject('slot/bad-day-is-refused', { name, value: asked[name] ?? '' });
  },
  'slot/bad-duration-is-refused': ({ duration }) =>
    duration !== undefined && minutesIn(duration) === undefined
      ? reject('slot/bad-duration-is-refused', { value: duration })
      : undefined,
  'slot/end-before-start-is-refused': ({ start, end }, { first, last }, read) =>
    last < first || (read(end)?.instant ?? Infinity) < (read(start)?.instant ?? -Infinity)
      ? reject('slot/end-before-start-is-refused', {})
      : undefined,
  'slot/window-is-bounded': (_asked, { first, last }) =>
    last - first > maxDays * dayLength ? reject('slot/window-is-bounded', { days: String(maxDays) }) : undefined,
};

const parametersIn = (query: readonly QueryParameter[]): SlotParameters => {
  const lastValueOf = (name: string): string | undefined =>
    query.findLast(([key, value]) => key === name && value.trim() !== '')?.[1].trim();
  return {
    schedule: lastValueOf('schedule'),
    start: lastValueOf('start'),
    end: lastValueOf('end'),
    duration: lastValueOf('duration'),
    appointmentType: lastValueOf('appointment-type'),
  };
};

/** `Schedule/<id>`, a full URL of one, or the bare id. */
const scheduleIdOf = (schedule: string): string =>
  schedule.replace(/^https?:\/\/[^/]+\//, '').replace(/^Schedule\//, '');

/** What a search asks for at an instant, or why it is refused. */
export const parseSlotQuery = (
  query: readonly QueryParameter[],
  contract: Contract,
  now: number,
  { slotInstants }: Pick<Settings, 'slotInstants'>,
): SlotQuery | Rejection => {
  const sent = parametersIn(query);
  const read = reading(slotInstants === 'take' && contract.isInForce('slot/instants-bound-the-search'));
  const days = daysOf(read, sent, contract, now);
  for (const rule of Object.keys(refusals) as (keyof typeof refusals)[]) {
    const rejection = contract.isInForce(rule) ? refusals[rule](sent, days, read) : undefined;
    if (rejection !== undefined) return rejection;
  }
  const usual = contract.isInForce('slot/lasts-twenty-minutes') ? 20 : 60;
  // Also where the bound is left out of the contract a search must end: it then shows the days up to the bound.
  const last = Math.min(days.last, days.first + maxDays * dayLength);
  const [from, until] = [read(sent.start)?.instant, read(sent.end)?.instant];
  return {
    schedule: contract.isInForce('slot/schedule-selects') ? scheduleIdOf(sent.schedule ?? '') : (sent.schedule ?? ''),
    // The local day of an instant may be the one before or after its UTC day.
    days: {
      first: from === undefined ? days.first : days.first - dayLength,
      last: until === undefined ? last : last + dayLength,
    },
    from: from ?? -Infinity,
    until: until ?? Infinity,
    minutes: minutesIn(sent.duration) ?? usual,
    appointmentType: contract.isInForce('slot/appointment-type-is-bookable') ? sent.appointmentType : undefined,
  };
};
