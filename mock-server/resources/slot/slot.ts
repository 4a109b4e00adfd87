// Slot: the free times of a schedule, computed from working hours and appointments each time they are asked for.
import { endOf } from '../../../schemas/canvas/record.ts';
import { dayLength, formatInstant } from '../../../schemas/canvas/instant.ts';
import type { Handler, Resource } from '../any-type/handler.ts';
import type { World } from '../../worlds/world.ts';
import { localWriter } from '../../domain/local-time.ts';
import { openTimes, spanOf, type Time } from './open-times.ts';
import { assignmentOf, scheduleId, type Assignment } from '../schedule/schedule.ts';
import { parseSlotQuery, type SlotQuery } from './slot-query.ts';
import { wholeSearchset } from '../any-type/whole-searchset.ts';

/** The time of a practitioner's open appointments around some days. */
const bookedBy = (practitioner: string, { start, end }: Time, { store, contract }: World): Time[] => {
  if (!contract.isInForce('slot/booked-time-is-taken')) return [];
  // A slot that begins on the last evening may end on the next day.
  const records = [...store().appointments.overlapping(practitioner, start, end + dayLength)];
  return records.map((record) => ({ start: record.start, end: endOf(record) }));
};

const freeTimes = (
  { practitioner }: Assignment,
  { days, minutes, from, until }: SlotQuery,
  world: World,
): readonly Time[] => {
  const { timeZone, slotGrid } = world.settings();
  const isOnQuarterHours = slotGrid === 'quarter-hours' && world.contract.isInForce('slot/begins-on-quarter-hours');
  const booked = bookedBy(practitioner.id, spanOf(days, timeZone), world);
  return openTimes(practitioner.hours, days, timeZone, minutes, booked, isOnQuarterHours).filter(
    ({ start, end }) => start >= from && end <= until,
  );
};

const viewOf = (post: Assignment, { contract, settings }: World) => {
  const schedule = { reference: `Schedule/${scheduleId(post)}`, type: 'Schedule' };
  const show = contract.isInForce('slot/shown-in-clinic-time') ? localWriter(settings().timeZone) : formatInstant;
  return ({ start, end }: Time) => ({
    resourceType: 'Slot',
    schedule,
    status: 'free',
    start: show(start),
    end: show(end),
  });
};

/** Whether the type that a search names can be booked; where it names none, every type may be meant. */
const isBookable = ({ appointmentType }: SlotQuery, { instance }: World): boolean => {
  if (appointmentType === undefined) return true;
  const [system = '', code = ''] = appointmentType.split('|');
  return instance.noteTypeByCode(system, code)?.scheduleable === true;
};

const search: Handler = ({ query }, world) => {
  const asked = parseSlotQuery(query, world.contract, world.clock.now(), world.settings());
  if ('rule' in asked) return asked;
  const post = assignmentOf(asked.schedule, world);
  const slots =
    post === undefined || !isBookable(asked, world) ? [] : freeTimes(post, asked, world).map(viewOf(post, world));
  return wholeSearchset('Slot', slots, !world.contract.isInForce('slot/no-links'), world);
};

/** Slot: search. */
export const slot: Resource = { search };
