// What the death of a patient does to the patient's appointments.
import { bookedStatuses, type AppointmentRecord } from '../../../schemas/canvas/record.ts';
import { recordsIn } from '../../store/records-in.ts';
import type { World } from '../../worlds/world.ts';

/** The future appointments of a patient who has died, cancelled where the edition does so. What has begun stays as it is. */
export const cancelledByDeath = (patient: string, { clock, contract, store }: World): readonly AppointmentRecord[] => {
  if (!contract.isInForce('patient/death-cancels-appointments')) return [];
  const { appointments } = store();
  const now = clock.now();
  return [...recordsIn(appointments, [appointments.under('patient', patient)])]
    .filter(({ start, status }) => start > now && bookedStatuses.includes(status))
    .map((record) => ({ ...record, status: 'cancelled' as const, modifiedAt: now }));
};
