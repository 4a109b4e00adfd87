// How many appointments of a generated clinic clash.
import { endOf, type AppointmentRecord } from '../../schemas/canvas/record.ts';

/** Pairs of neighbours in time, per practitioner, of which the second begins before the first has ended. */
export const countOverlaps = (records: readonly AppointmentRecord[]): number => {
  const sorted = records.toSorted((one, other) => one.start - other.start);
  const latestEnd = new Map<string, number>();
  let count = 0;
  for (const record of sorted) {
    const end = latestEnd.get(record.practitioner) ?? -Infinity;
    if (record.start < end) count++;
    latestEnd.set(record.practitioner, Math.max(end, endOf(record)));
  }
  return count;
};
