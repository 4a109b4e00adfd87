// The settings in which a mock reads the document otherwise, and the rule that each reading belongs to.
import type { Mutant } from './mutant.ts';

interface Reading {
  readonly setting: string;
  readonly value: unknown;
  readonly rule: Mutant['rule'];
}

/** Every value of every setting that is not the default. */
const readings: readonly Reading[] = [
  { setting: 'doubleBooking', value: 'forbid', rule: 'booking/double-booking-allowed' },
  { setting: 'structuredReasonForVisit', value: false, rule: 'reason-code/structured' },
  { setting: 'updateWithoutType', value: 'keep', rule: 'appointment-type/default-on-update' },
  { setting: 'updateWithoutReason', value: 'reset', rule: 'interaction/partial-update' },
  { setting: 'roomedStatus', value: 'check-in', rule: 'status/update-sets-status' },
  { setting: 'cancelledUpdate', value: 'refuse', rule: 'status/cancelled-is-final' },
  { setting: 'unsupportedStatus', value: 'ignore', rule: 'status/unsupported-status-is-refused' },
  { setting: 'participantStatus', value: 'fhir', rule: 'participant/status-unused' },
  { setting: 'identifierReplacement', value: 'within-period', rule: 'identifier/list-replaces-current' },
  { setting: 'unknownReferences', value: 'accept', rule: 'participant/unknown-patient' },
  { setting: 'updateOfStart', value: 'keep-duration', rule: 'booking/start' },
  { setting: 'supportingInformationUpdate', value: 'replace', rule: 'interaction/partial-update' },
  { setting: 'writeBody', value: 'empty', rule: 'interaction/create-answers-null' },
  { setting: 'slotGrid', value: 'duration', rule: 'slot/begins-on-quarter-hours' },
  { setting: 'slotInstants', value: 'refuse', rule: 'slot/instants-bound-the-search' },
  { setting: 'smartStyleUrl', value: 'patient-token', rule: 'access/smart-style-with-every-token' },
];

/** The readings as mutants: a server that chose otherwise is recognised by them, and so is one that validates otherwise. */
export const readingMutants: readonly Mutant[] = [
  ...readings.map(({ setting, value, rule }) => ({
    rule,
    fault: `--setting ${setting}=${String(value)}`,
    options: { settings: { [setting]: value } },
  })),
  {
    rule: 'interaction/members-are-well-formed',
    fault: '--validation framework',
    options: { validation: 'framework' },
  },
];

/** True for a mutant that is a reading: a mock that is told so agrees. */
export const isReading = (mutant: Mutant): boolean => readingMutants.includes(mutant);
