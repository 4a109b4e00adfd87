// What a search for slots asks: a schedule, days and a length; or the rejection of a bad value.
import type { Contract } from '../../../schemas/contract.ts';
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import { dayLength, dayOf, parseDay } from '../../../schemas/canvas/instant.ts';
import type { QueryParameter } from '../../search/query.ts';
import type { Days } from './open-times.ts';

/** Days that a search may span. It bounds the work of one request. */
const maxDays = 92;

export interface SlotQuery {
  /** The id of the schedule, without `Schedule/`. */
  readonly schedule: string;
  readonly days: Days;
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

const dayIn = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseDay(text));

/** The days asked for, with what the documents put in the place of a missing start or end. */
const daysOf = ({ start, end }: SlotParameters, contract: Contract, now: number): Days => {
  const today = contract.isInForce('slot/begins-today') ? dayOf(now) * dayLength : 0;
  const first = dayIn(start) ?? today;
  return { first, last: dayIn(end) ?? first + (contract.isInForce('slot/ends-after-a-week') ? 7 * dayLength : 0) };
};

type Refuse = (asked: SlotParameters, days: Days) => Rejection | undefined;

const refusals: Readonly<Record<IdsOf<'refusal'> & IdsIn<'slot'>, Refuse>> = {
  'slot/schedule-is-required': ({ schedule }) =>
    schedule === undefined ? reject('slot/schedule-is-required', {}) : undefined,
  'slot/bad-day-is-refused': (asked) => {
    const name = (['start', 'end'] as const).find(
      (each) => asked[each] !== undefined && dayIn(asked[each]) === undefined,
    );
    return name === undefined ? undefined : reject('slot/bad-day-is-refused', { name, value: asked[name] ?? '' });
  },
  'slot/bad-duration-is-refused': ({ duration }) =>
    duration !== undefined && minutesIn(duration) === undefined
      ? reject('slot/bad-duration-is-refused', { value: duration })
      : undefined,
  'slot/end-before-start-is-refused': (_asked, { first, last }) =>
    last < first ? reject('slot/end-before-start-is-refused', {}) : undefined,
  'slot/window-is-bounded': (_asked, { first, last }) =>
    last - first > maxDays * dayLength ? reject('slot/window-is-bounded', { days: String(maxDays) }) : undefined,
};

const parametersIn = (query: readonly QueryParameter[]): SlotParameters => {
  const last = (name: string): string | undefined =>
    query.findLast(([key, value]) => key === name && value.trim() !== '')?.[1].trim();
  return {
    schedule: last('schedule'),
    start: last('start'),
    end: last('end'),
    duration: last('duration'),
    appointmentType: last('appointment-type'),
  };
};

/** `Schedule/<id>`, a full URL of one, or the bare id. */
const bare = (schedule: string): string => schedule.replace(/^https?:\/\/[^/]+\//, '').replace(/^Schedule\//, '');

/** What a search asks for at an instant, or why it is refused. */
export const parseSlotQuery = (
  query: readonly QueryParameter[],
  contract: Contract,
  now: number,
): SlotQuery | Rejection => {
  const sent = parametersIn(query);
  const days = daysOf(sent, contract, now);
  for (const rule of Object.keys(refusals) as (keyof typeof refusals)[]) {
    const rejection = contract.isInForce(rule) ? refusals[rule](sent, days) : undefined;
    if (rejection !== undefined) return rejection;
  }
  const usual = contract.isInForce('slot/lasts-twenty-minutes') ? 20 : 60;
  // Also where the bound is left out of the contract a search must end: it then shows the days up to the bound.
  const last = Math.min(days.last, days.first + maxDays * dayLength);
  return {
    schedule: contract.isInForce('slot/schedule-selects') ? bare(sent.schedule ?? '') : (sent.schedule ?? ''),
    days: { first: days.first, last },
    minutes: minutesIn(sent.duration) ?? usual,
    appointmentType: contract.isInForce('slot/appointment-type-is-bookable') ? sent.appointmentType : undefined,
  };
};
