// Members of resources that a rule, or a few, speak of.
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Call, Difference } from '../requests/index.ts';

type Members = readonly (readonly [RegExp, readonly RuleId[]])[];

/** By the type that is asked for: a member, and the rules of what stands there. */
const byType: Readonly<Record<string, Members>> = {
  Appointment: [
    [/^start$/, ['booking/start']],
    [/^end$/, ['booking/end']],
    [/^reasonCode\[\d+\]\.coding\[\d+\]\.(display|userSelected)$/, ['reason-code/coding-shown']],
    [/^identifier\[\d+\]\.period\./, ['identifier/stored']],
  ],
  Slot: [
    [/^end$/, ['slot/lasts-twenty-minutes']],
    [/^status$/, ['slot/shows-a-free-time']],
    [/^schedule\b/, ['slot/schedule-selects']],
  ],
  Schedule: [
    [/^id$/, ['schedule/id-names-location-and-practitioner']],
    [/^actor\b/, ['schedule/says-whose-and-where']],
  ],
  Encounter: [
    [/^status$/, ['encounter/status-follows-the-appointment']],
    [/^period\b/, ['encounter/period-begins-with-the-visit']],
    [/^type\b/, ['encounter/planned-has-the-type-of-an-appointment']],
    [/^participant\b/, ['encounter/provider-follows-the-appointment', 'encounter/provider-stays']],
    [/^appointment\b/, ['encounter/comes-with-the-appointment']],
  ],
  Patient: [
    [/^active$/, ['patient/active-by-default', 'patient/shows-what-was-written']],
    [/^identifier\b/, ['patient/record-number-is-assigned', 'patient/identifier-has-defaults']],
    [/^(name|gender|birthDate|telecom|address|extension)\b/, ['patient/shows-what-was-written']],
  ],
  Practitioner: [[/^name\b/, ['practitioner/shows-the-credentialed-name']]],
  Location: [[/^status$/, ['location/inactive-is-marked']]],
};

/** Members that one side does not show at all, where what is shown there may be wrong by other rules. */
const ofAbsence: Readonly<Record<string, Members>> = {
  Appointment: [[/^identifier\[\d+\]\./, ['identifier/stored']]],
};

/** Members that both sides show, where a member that is missing may be wrong by other rules. */
const ofValue: Readonly<Record<string, Members>> = {
  Appointment: [
    [/^description$/, ['reason-code/description-mirrors-text', 'reason-code/description-sent', 'reason-code/text']],
  ],
};

/** The rules of how an instant is shown that is itself the same. */
const spellings: Readonly<Record<string, readonly RuleId[]>> = {
  Appointment: ['booking/shown-in-utc'],
  Slot: ['slot/shown-in-clinic-time'],
};

const isSameInstant = (mock: unknown, counterpart: unknown): boolean =>
  [mock, counterpart].every((text) => typeof text === 'string' && /T\d\d:/.test(text)) &&
  Date.parse(String(mock)) === Date.parse(String(counterpart));

/** The rules of a member of a resource that both sides show, read or found. */
export const rulesOfMember = ({ path }: Call, { where, mock, counterpart }: Difference): readonly RuleId[] => {
  const [, type = ''] = path.split(/[/?]/);
  const member = where.replace(/^entry\[\d+\]\.resource\./, '');
  if (isSameInstant(mock, counterpart)) return spellings[type] ?? [];
  const isAbsent = mock === undefined || counterpart === undefined;
  const known = [...((isAbsent ? ofAbsence : ofValue)[type] ?? []), ...(byType[type] ?? [])];
  return known.find(([pattern]) => pattern.test(member))?.[1] ?? [];
};
