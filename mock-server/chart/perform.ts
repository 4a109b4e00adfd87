// Performs an action of the chart on a world: the input is checked, the state is asked, the records are put.
import { hintOf } from '../../schemas/nearest.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { fhirStatus } from '../domain/status.ts';
import { recordsIn } from '../store/records-in.ts';
import type { World } from '../worlds/world.ts';
import { actionNames, faultOf, type ActionFault, type ActionInput, type ActionName, type Outcome } from './action.ts';
import { actions, cancelledAtDeath, deathRules } from './actions.ts';
import { idIn } from './slot-check.ts';

/** An appointment after an action. */
export interface Changed {
  readonly id: string;
  readonly status: string;
  readonly fhirStatus: string;
}

export interface Done {
  readonly action: ActionName;
  /** What the action changed: after a reschedule the new appointment, then the old one. */
  readonly appointments: readonly Changed[];
  /** The rules of this edition by which the result is shown over FHIR. */
  readonly rules: readonly RuleId[];
}

const texts = ['appointment', 'patient', 'practitioner', 'location', 'start', 'code', 'text'];

/** What an action reads of its input. */
const readBy = (action: ActionName): readonly (keyof ActionInput)[] =>
  action === 'mark-deceased' ? ['patient', 'appointment'] : ['appointment', ...actions[action].reads];

const isAction = (word: unknown): word is ActionName => (actionNames as readonly unknown[]).includes(word);

/** What is wrong with the form of an input, or undefined. */
const faultOfInput = (action: ActionName, input: ActionInput): ActionFault | undefined => {
  const known = readBy(action);
  for (const [name, value] of Object.entries(input)) {
    if (!(known as readonly string[]).includes(name))
      return faultOf(400, `${name}: ${action} does not read it; ${hintOf(name, known)}`);
    if (texts.includes(name) && (typeof value !== 'string' || value.trim() === ''))
      return faultOf(400, `${name}: must be a text that is not empty`);
  }
  const needs = action === 'mark-deceased' ? [] : (['appointment', ...actions[action].needs] as const);
  const missing = needs.find((name) => input[name] === undefined);
  return missing === undefined ? undefined : faultOf(400, `${missing}: ${action} needs it`);
};

const recordOf = (id: string, world: World): AppointmentRecord | ActionFault =>
  world.store().appointments.get(idIn(id)) ?? faultOf(404, `appointment: there is no appointment '${id.slice(0, 60)}'`);

const actOnAppointment = (action: Exclude<ActionName, 'mark-deceased'>, input: ActionInput, world: World): Outcome => {
  const record = recordOf(input.appointment ?? '', world);
  if ('error' in record) return record;
  const { from, apply } = actions[action];
  return from.includes(record.status)
    ? apply(record, input, world)
    : faultOf(409, `Appointment '${record.id}' is ${record.status}: ${action} needs ${from.join(', ')}`);
};

const patientOf = ({ patient, appointment }: ActionInput, world: World): string | ActionFault => {
  if (patient !== undefined) return idIn(patient);
  if (appointment === undefined)
    return faultOf(400, 'patient: mark-deceased needs it, or an appointment of the patient');
  const record = recordOf(appointment, world);
  if ('error' in record) return record;
  return record.patient ?? faultOf(409, `Appointment '${record.id}' has no patient`);
};

/** The future appointments of a patient who has died, cancelled. What has begun stays as it is. */
const markDeceased = (input: ActionInput, world: World): Outcome => {
  const patient = patientOf(input, world);
  if (typeof patient !== 'string') return patient;
  const { appointments, patients } = world.store();
  if (patients.get(patient) === undefined)
    return faultOf(404, `patient: there is no patient '${patient.slice(0, 60)}'`);
  const now = world.clock.now();
  return [...recordsIn(appointments, [appointments.under('patient', patient)])]
    .filter(({ start, status }) => start > now && cancelledAtDeath.includes(status))
    .map((record) => ({ ...record, status: 'cancelled' as const }));
};

const changedOf = ({ id, status }: AppointmentRecord, world: World): Changed => ({
  id,
  status,
  fhirStatus: fhirStatus(status, world.instance.settings),
});

/** Performs an action; a fault changes nothing. */
export const perform = (action: unknown, input: ActionInput, world: World): Done | ActionFault => {
  if (!isAction(action))
    return faultOf(400, `action: there is no '${String(action).slice(0, 40)}'; ${hintOf(String(action), actionNames)}`);
  const fault = faultOfInput(action, input);
  if (fault !== undefined) return fault;
  const outcome = action === 'mark-deceased' ? markDeceased(input, world) : actOnAppointment(action, input, world);
  if ('error' in outcome) return outcome;
  const modifiedAt = world.clock.now();
  const records = outcome.map((record) => ({ ...record, modifiedAt }));
  for (const record of records) world.store().appointments.put(record);
  const rules = action === 'mark-deceased' ? deathRules : actions[action].rules;
  return {
    action,
    appointments: records.map((record) => changedOf(record, world)),
    rules: rules.filter((rule) => world.contract.isInForce(rule)),
  };
};
