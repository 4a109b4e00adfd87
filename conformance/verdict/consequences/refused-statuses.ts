// Statuses that every update is refused with: what needs an appointment of that status rests on them.
import { isObject } from '../../../schemas/json.ts';
import type { Exchange } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isRefused } from './parts.ts';

/** The status that an update of an appointment writes. */
const statusOf = ({ request: { method, path, body } }: Exchange): string | undefined =>
  method === 'PUT' && path.startsWith('/Appointment/') && isObject(body) && typeof body['status'] === 'string'
    ? body['status']
    : undefined;

/** So many updates have to be refused: one may have another reason. */
const fewestRefused = 2;

/** The causes of a run in which no update with a status was taken, and one with another status was. */
export const refusedStatuses = (exchanged: Exchanged): readonly Cause[] => {
  const updates = [...exchanged.values()].flat().filter((one) => statusOf(one) !== undefined);
  if (updates.every(isRefused)) return [];
  return [...new Set(updates.map(statusOf))].flatMap((status): readonly Cause[] => {
    const own = new Set(updates.filter((one) => statusOf(one) === status));
    if (own.size < fewestRefused || ![...own].every(isRefused)) return [];
    return [
      {
        rule: 'status/update-sets-status',
        what: `an update with the status ${status ?? ''}, which this server refuses`,
        isWhole: false,
        explains: ({ what }, scenario) =>
          !what.startsWith('The rejection of') && (exchanged.get(scenario) ?? []).some((one) => own.has(one)),
      },
    ];
  });
};
