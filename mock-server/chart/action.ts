// What people do to an appointment in the chart: the words, and what each may be asked.
import type { AppointmentRecord, CanvasStatus } from '../../schemas/canvas/record.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { World } from '../worlds/world.ts';

export const actionNames = [
  'reschedule',
  'check-in',
  'room',
  'no-show',
  'cancel',
  'restore',
  'delete',
  'change-provider',
  'mark-deceased',
  'edit-reason',
] as const;

export type ActionName = (typeof actionNames)[number];

/** What an action may be told. Ids stand alone or as references, for example `Practitioner/4150…`. */
export interface ActionInput {
  readonly appointment?: string;
  readonly patient?: string;
  readonly practitioner?: string;
  readonly location?: string;
  /** An instant with its zone. */
  readonly start?: string;
  readonly durationMinutes?: number;
  /** The code of a configured reason for visit. */
  readonly code?: string;
  readonly text?: string;
}

/** Why an action is not done: `400` bad input, `404` an unknown id, `409` the state forbids it. */
export interface ActionFault {
  readonly status: 400 | 404 | 409;
  readonly error: string;
}

export const faultOf = (status: ActionFault['status'], error: string): ActionFault => ({ status, error });

/** What an action leaves behind: the records in their new state. */
export type Outcome = readonly AppointmentRecord[] | ActionFault;

interface ActionForm {
  /** The states that it starts from; none where it is not about one appointment. */
  readonly from: readonly CanvasStatus[];
  /** The members that it reads, besides the appointment that it is about, and which of them it needs. */
  readonly reads: readonly (keyof ActionInput)[];
  readonly needs: readonly (keyof ActionInput)[];
  /** The rules by which its result is shown over FHIR. */
  readonly rules: readonly RuleId[];
}

/** One action on one appointment. */
export interface AppointmentAction extends ActionForm {
  readonly apply: (record: AppointmentRecord, input: ActionInput, world: World) => Outcome;
}

/** One action about a patient. */
export interface PatientAction extends ActionForm {
  readonly perform: (input: ActionInput, world: World) => Outcome;
}
