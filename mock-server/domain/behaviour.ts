// The shapes of the code behind the rules: one function for each refusal, effect and element, keyed by rule id.
import type { Appointment } from '../../schemas/appointment.ts';
import type { Rejection } from '../../schemas/outcome.ts';
import type { IdsOf, NeighbourId, RuleTable } from '../../schemas/rules/index.ts';
import type { Attempt, ViewContext } from './attempt.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';

/** The rules of a stage that concern the Appointment. */
type AppointmentIds<Stage extends 'refusal' | 'effect' | 'element'> = Exclude<IdsOf<Stage>, NeighbourId>;

/** The rules of a stage that act when an appointment is written. */
type WriteIds<Stage extends 'refusal' | 'effect'> = {
  [Id in AppointmentIds<Stage>]: Extract<RuleTable[Id]['on'][number], 'create' | 'update'> extends never ? never : Id;
}[AppointmentIds<Stage>];

/** An appointment on its way to a client: every member has its place, and is undefined where there is nothing to show. */
export type View = { readonly [Member in keyof Appointment]-?: Appointment[Member] | undefined };

export type Refusal = (attempt: Attempt) => Rejection | undefined;
export type Effect = (draft: AppointmentRecord, attempt: Attempt) => AppointmentRecord;
/** A function of nothing but what it is given: what it has made for a read may be shown again. */
export type Element = (view: View, record: AppointmentRecord, context: ViewContext) => View;

export type Refusals = Readonly<Record<WriteIds<'refusal'>, Refusal>>;
export type Effects = Readonly<Record<Exclude<WriteIds<'effect'>, 'interaction/partial-update'>, Effect>>;
export type Elements = Readonly<Record<AppointmentIds<'element'>, Element>>;
