// The settings of an instance: what a sandbox configures in its admin pages, and which reading of an ambiguity holds.
import type { Contract } from '../contract.ts';
import type { RuleId } from '../rules/index.ts';

export interface Settings {
  /** Whether a provider may have two appointments at one time. */
  readonly doubleBooking: 'allow' | 'forbid';
  /** Canvas's flag STRUCTURED_REASON_FOR_VISIT_ENABLED: without it a reason's coding is ignored. */
  readonly structuredReasonForVisit: boolean;
  /** What an update without appointmentType does to the type (decision 001). */
  readonly updateWithoutType: 'default' | 'keep';
  /** What an update without reasonCode and description does to the reason (decision 001). */
  readonly updateWithoutReason: 'keep' | 'reset';
  /** How a roomed appointment is shown (decision 002). */
  readonly roomedStatus: 'checked-in' | 'check-in';
  /** What an update of a cancelled appointment to another status does (decision 003). */
  readonly cancelledUpdate: 'keep' | 'refuse';
  /** What an update to a status that is not supported does (decision 003). */
  readonly unsupportedStatus: 'refuse' | 'ignore';
  /** Which participant statuses are taken (decision 005). */
  readonly participantStatus: 'any' | 'fhir';
  /** Which stored identifiers the list of an update replaces (decision 007). */
  readonly identifierReplacement: 'end-in-future' | 'within-period';
  /** Whether an unknown patient, practitioner or location is refused (decision 009). */
  readonly unknownReferences: 'refuse' | 'accept';
  /** What an update of start alone moves: the start only, or the whole appointment (decision 017). */
  readonly updateOfStart: 'keep-end' | 'keep-duration';
  /** Whether supportingInformation of an update adds to what is stored or replaces it (decision 017). */
  readonly supportingInformationUpdate: 'merge' | 'replace';
  /** The body of a successful write: as the edition has it, or empty for clients that stumble over `null`. */
  readonly writeBody: 'documented' | 'empty';
  /** Whether the consent page of the authorization code grant is shown, or everybody is let in at once. */
  readonly consent: 'ask' | 'approve';
  /** Whether the answer to an update says where the resource is (decision 057). */
  readonly updateLocation: 'sent' | 'left-out';
  /** Where slots begin: on quarter hours besides, or one after the other only (decision 057). */
  readonly slotGrid: 'quarter-hours' | 'duration';
  /** Whether start and end of a search for slots may be instants (decision 057). */
  readonly slotInstants: 'take' | 'refuse';
  /** Scopes that an application is configured with: what a token has for which none was asked (decision 053). */
  readonly allowedScopes: string;
  /** Which token answers name the style of the application (decision 053). */
  readonly smartStyleUrl: 'every-token' | 'patient-token';
  /** Entries on a page without _count. */
  readonly defaultPageSize: number;
  /** Entries on a page at most. */
  readonly largestPageSize: number;
  /** The clinic's IANA time zone, in which working hours are kept. */
  readonly timeZone: string;
}

export const defaultSettings: Settings = {
  doubleBooking: 'allow',
  structuredReasonForVisit: true,
  updateWithoutType: 'default',
  updateWithoutReason: 'keep',
  roomedStatus: 'checked-in',
  cancelledUpdate: 'keep',
  unsupportedStatus: 'refuse',
  participantStatus: 'any',
  identifierReplacement: 'end-in-future',
  unknownReferences: 'refuse',
  updateOfStart: 'keep-end',
  supportingInformationUpdate: 'merge',
  writeBody: 'documented',
  consent: 'ask',
  updateLocation: 'sent',
  slotGrid: 'quarter-hours',
  slotInstants: 'take',
  allowedScopes: 'user/*.* system/*.*',
  smartStyleUrl: 'every-token',
  defaultPageSize: 10,
  largestPageSize: 100,
  timeZone: 'America/Los_Angeles',
};

/** Settings that choose between readings only while a rule holds; a later edition has settled the matter. */
const whileOpen = [
  ['appointment-type/default-on-update', { updateWithoutType: 'keep' }],
  ['reason-code/omitted-reason-is-reset', { updateWithoutReason: 'keep' }],
  ['status/roomed-reads-as-written', { roomedStatus: 'checked-in' }],
  ['participant/status-unused', { participantStatus: 'any' }],
] as const satisfies readonly (readonly [RuleId, Partial<Settings>])[];

/** The settings as they count under a contract: where it leaves nothing open, what was set does not matter. */
export const inForce = (settings: Settings, { isInForce }: Contract): Settings =>
  whileOpen.reduce((counted, [rule, settled]) => (isInForce(rule) ? counted : { ...counted, ...settled }), settings);
