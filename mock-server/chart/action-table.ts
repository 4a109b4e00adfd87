// The table of the chart's actions: from which states, with what input, to what state.
import { bookedStatuses as booked, type AppointmentRecord, type CanvasStatus } from '../../schemas/canvas/record.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { World } from '../worlds/world.ts';
import {
  faultOf,
  type ActionInput,
  type ActionName,
  type AppointmentAction,
  type Outcome,
  type PatientAction,
} from './action.ts';
import { markDeceased } from './mark-deceased.ts';
import { reschedule } from './reschedule.ts';
import { idIn, practitionerFault } from './slot-check.ts';

/** From the check-in on. */
const checkedIn: readonly CanvasStatus[] = ['arrived', 'roomed', 'exited'];

/** The rules by which FHIR shows a status, and a cancelled one. */
const shown: readonly RuleId[] = ['status/canvas-to-fhir'];
const shownCancelled: readonly RuleId[] = [
  ...shown,
  'status/cancelled-is-final',
  'status/cancelled-stays-until-reverted',
  'encounter/status-follows-the-appointment',
];

/** Makes an action that sets the status and nothing else. */
const setStatus = (
  status: CanvasStatus,
  from: readonly CanvasStatus[],
  rules: readonly RuleId[] = shown,
): AppointmentAction => ({ from, reads: [], needs: [], rules, apply: (record) => [{ ...record, status }] });

const restore = (record: AppointmentRecord): Outcome => {
  if (record.rescheduledTo !== null)
    return faultOf(
      409,
      `Appointment '${record.id}' was rescheduled: its successor '${record.rescheduledTo}' holds in its place`,
    );
  return [{ ...record, status: record.status === 'deleted' ? 'arrived' : 'unconfirmed' }];
};

const changeProvider = (record: AppointmentRecord, { practitioner = '' }: ActionInput, world: World): Outcome => {
  const next = { ...record, practitioner: idIn(practitioner) };
  if (next.practitioner === record.practitioner)
    return faultOf(409, `Appointment '${record.id}' has that practitioner already`);
  return practitionerFault(next, record.id, world) ?? [next];
};

const editReason = (record: AppointmentRecord, { code, text }: ActionInput, world: World): Outcome => {
  if (code === undefined && text === undefined) return faultOf(400, 'text: edit-reason needs text, code, or both');
  const coding = code === undefined ? undefined : world.instance.reasonCodingByCode(code);
  if (code !== undefined && coding === undefined)
    return faultOf(404, `code: no reason for visit has the code '${code}'`);
  const reason = { coding: coding?.id ?? null, text: text ?? coding?.display ?? null };
  return [{ ...record, reasons: [...record.reasons, reason] }];
};

/** Every action of the chart. */
export const actions = {
  reschedule: {
    from: [...booked, 'no-showed'],
    reads: ['start', 'durationMinutes', 'practitioner', 'location'],
    needs: ['start'],
    rules: [
      ...shown,
      'supporting-information/rescheduled-from',
      'supporting-information/rescheduled-to',
      'encounter/rescheduled-appointments-share-one',
    ],
    apply: reschedule,
  },
  'check-in': setStatus('arrived', [...booked, 'no-showed'], [...shown, 'encounter/status-follows-the-appointment']),
  room: setStatus(
    'roomed',
    [...booked, 'arrived'],
    [...shown, 'status/roomed-reads-as-written', 'status/roomed-reads-checked-in'],
  ),
  'no-show': setStatus('no-showed', booked),
  cancel: setStatus('cancelled', [...booked, 'no-showed'], shownCancelled),
  restore: {
    from: ['cancelled', 'deleted'],
    reads: [],
    needs: [],
    rules: [...shown, 'status/cancelled-stays-until-reverted', 'status/deleted-stays-until-restored'],
    apply: restore,
  },
  delete: setStatus('deleted', checkedIn, [...shown, 'status/deleted-stays-until-restored']),
  'change-provider': {
    from: [...booked, 'arrived', 'roomed'],
    reads: ['practitioner'],
    needs: ['practitioner'],
    rules: [
      'participant/practitioner',
      'participant/practitioner-first',
      'encounter/provider-stays',
      'encounter/provider-follows-the-appointment',
    ],
    apply: changeProvider,
  },
  'edit-reason': {
    from: [...booked, 'arrived', 'roomed', 'exited', 'no-showed'],
    reads: ['code', 'text'],
    needs: [],
    rules: ['reason-code/coding-shown', 'reason-code/description-mirrors-text'],
    apply: editReason,
  },
  'mark-deceased': {
    from: [],
    reads: ['patient', 'appointment'],
    needs: [],
    rules: [...shownCancelled, 'patient/deceased-is-kept', 'patient/death-cancels-appointments'],
    perform: markDeceased,
  },
} as const satisfies Readonly<Record<ActionName, AppointmentAction | PatientAction>>;
