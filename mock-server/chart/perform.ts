// Performs an action of the chart on a world: the input is checked, the state is asked, the records are put.
import { asText } from '../../schemas/json.ts';
import { hintOf } from '../../schemas/nearest.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { fhirStatus } from '../domain/status.ts';
import type { World } from '../worlds/world.ts';
import {
  actionNames,
  faultOf,
  type ActionFault,
  type ActionInput,
  type ActionName,
  type AppointmentAction,
  type Outcome,
  type PatientAction,
} from './action.ts';
import { actions } from './action-table.ts';
import { recordOf } from './record-of.ts';

/** An appointment after an action. */
interface Changed {
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

/** The members that may be references, by the type that each refers to. */
const typeOf: Readonly<Record<string, string>> = {
  appointment: 'Appointment',
  patient: 'Patient',
  practitioner: 'Practitioner',
  location: 'Location',
};

/** Whether a text is an id or a reference to a type. */
const isIdOf = (type: string, text: string): boolean =>
  !text.includes('/') || new RegExp(`(^|/)${type}/[^/]+$`).test(text);

const isAction = (word: unknown): word is ActionName => (actionNames as readonly unknown[]).includes(word);

/** What is wrong with the form of an input, or undefined. */
const faultOfInput = (action: ActionName, input: ActionInput): ActionFault | undefined => {
  const { reads, needs } = actions[action];
  const ofAppointment = 'apply' in actions[action] ? (['appointment'] as const) : [];
  const known = [...ofAppointment, ...reads];
  for (const [name, value] of Object.entries(input)) {
    if (!(known as string[]).includes(name))
      return faultOf(400, `${name}: ${action} does not read it; ${hintOf(name, known)}`);
    if (texts.includes(name) && (typeof value !== 'string' || value.trim() === ''))
      return faultOf(400, `${name}: must be a text that is not empty`);
    const type = typeOf[name];
    if (type !== undefined && !isIdOf(type, String(value)))
      return faultOf(
        400,
        `${name}: '${String(value).slice(0, 60)}' is neither an id nor a reference of the form ${type}/<id>`,
      );
  }
  const missing = [...ofAppointment, ...needs].find((name) => input[name] === undefined);
  return missing === undefined ? undefined : faultOf(400, `${missing}: ${action} needs it`);
};

const outcomeOf = (name: ActionName, input: ActionInput, world: World): Outcome => {
  const action: AppointmentAction | PatientAction = actions[name];
  if ('perform' in action) return action.perform(input, world);
  const record = recordOf(input.appointment ?? '', world);
  if ('error' in record) return record;
  const { from, apply } = action;
  return from.includes(record.status)
    ? apply(record, input, world)
    : faultOf(409, `Appointment '${record.id}' is ${record.status}: ${name} needs ${from.join(', ')}`);
};

const changedOf = ({ id, status }: AppointmentRecord, world: World): Changed => ({
  id,
  status,
  fhirStatus: fhirStatus(status, world.instance.settings),
});

/** Performs an action; a fault changes nothing. */
export const perform = (action: unknown, input: ActionInput, world: World): Done | ActionFault => {
  if (action === undefined || action === null)
    return faultOf(400, `action: is missing; there are ${actionNames.join(', ')}`);
  if (!isAction(action))
    return faultOf(400, `action: there is no '${asText(action).slice(0, 40)}'; ${hintOf(asText(action), actionNames)}`);
  const fault = faultOfInput(action, input);
  if (fault !== undefined) return fault;
  const outcome = outcomeOf(action, input, world);
  if ('error' in outcome) return outcome;
  const modifiedAt = world.clock.now();
  const records = outcome.map((record) => ({ ...record, modifiedAt }));
  for (const record of records) world.store().appointments.put(record);
  return {
    action,
    appointments: records.map((record) => changedOf(record, world)),
    rules: actions[action].rules.filter((rule) => world.contract.isInForce(rule)),
  };
};
