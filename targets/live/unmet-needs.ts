// What a scenario may need and a live target lacks until somebody says where to find it.
import type { Cast } from '../cast.ts';
import type { Need, Target } from '../target.ts';
import { variableIn, type Environment } from './environment.ts';

const mockOnly = 'only a mock offers it: a sandbox cannot be told by API';

/** Why double booking is not tried where it is forbidden. */
const doubleBookingReasons = {
  allow: 'double booking is allowed there: switch it off to try it',
  unknown:
    'this run has not found out whether double booking is allowed there: ' +
    'raise --max-creates, or set CANVAS_DOUBLE_BOOKING=forbid where it is not',
} as const;

/** Why the target cannot meet each need; undefined where it can. */
export const unmetNeedsOf = (
  cast: Cast,
  client: Target['client'],
  environment: Environment,
  learnt?: 'allow' | 'forbid',
): Readonly<Record<Need, string | undefined>> => {
  const reasonMissing = (value: string, variable: string): string | undefined =>
    value === '' ? `set ${variable}` : undefined;
  const isTold = variableIn(environment, 'CANVAS_DOUBLE_BOOKING') === 'forbid';
  const absent = [
    ...(cast.practitioners.Ann === '' ? ['Practitioner'] : []),
    ...(cast.patients.Pat === '' ? ['Patient'] : []),
    ...(cast.locations.Clinic === '' ? ['Location'] : []),
  ];
  return {
    people: absent.length === 0 ? undefined : `a search finds no ${absent.join(' and no ')}: there is nobody to book`,
    'client-credentials': reasonMissing(client?.id ?? '', 'CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET'),
    'double-booking-off': isTold || learnt === 'forbid' ? undefined : doubleBookingReasons[learnt ?? 'unknown'],
    'double-booking-on': isTold ? 'CANVAS_DOUBLE_BOOKING=forbid says that it is off' : undefined,
    clock: mockOnly,
    settings: mockOnly,
    records: mockOnly,
    chart: mockOnly,
    'unscheduleable-type': reasonMissing(cast.unscheduleableType.code, 'CANVAS_UNSCHEDULEABLE_TYPE=system|code'),
    'canvas-bot': reasonMissing(cast.canvasBot, 'CANVAS_BOT_ID'),
    'clinic-number': reasonMissing(cast.clinicNumber, 'CANVAS_LOCATION_NUMBER'),
    'second-patient': reasonMissing(cast.patients.Quinn, 'CANVAS_SECOND_PATIENT_ID'),
    'second-practitioner': reasonMissing(cast.practitioners.Bea, 'CANVAS_SECOND_PRACTITIONER_ID'),
    'second-location': reasonMissing(cast.locations.Annex, 'CANVAS_SECOND_LOCATION_ID'),
  };
};
