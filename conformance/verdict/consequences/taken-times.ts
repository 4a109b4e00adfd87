// Writes that are refused because their time is taken: where a server says so when it is not, whatever was to be written rests on it.
import { saysTimeIsTaken } from '../../../targets/index.ts';
import type { Exchange } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isRefused } from './parts.ts';

const isOfTakenTime = (one: Exchange): boolean =>
  one.request.method !== 'GET' && isRefused(one) && saysTimeIsTaken(JSON.stringify(one.response.body ?? ''));

/** The cause of what differs behind a write that was refused for its time. */
export const takenTimes = (exchanged: Exchanged): readonly Cause[] => [
  {
    rule: 'booking/double-booking-refused',
    what: 'a write whose time is taken, as this server says',
    isWhole: false,
    explains: ({ what }, scenario) =>
      !what.startsWith('The rejection of') && (exchanged.get(scenario) ?? []).some(isOfTakenTime),
  },
];
