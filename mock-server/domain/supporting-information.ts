// supportingInformation and contained: location, meeting link, encounter, rescheduled appointments.
import { reject } from '../../schemas/outcome.ts';
import type { Attempt } from './attempt.ts';
import type { Effect, Effects, Refusals } from './behaviour.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { endpointId, suffixedEndpointId } from './endpoint.ts';

const locationSent = ({ proposal }: Attempt): string | undefined => proposal.supportingInformation?.location;

/** The appointments that the body refers to as co-scheduled. */
const coScheduledSent = ({ proposal }: Attempt): readonly string[] => proposal.supportingInformation?.coScheduled ?? [];

const isInteger = (id: string): boolean => /^\d+$/.test(id);

const hasEndpoint = ({ proposal }: Attempt): boolean => proposal.supportingInformation?.hasEndpoint === true;

/** Whether the body's supportingInformation stands for all of it, so that what it leaves out goes. */
const isListReplaced = ({ proposal, instance }: Attempt): boolean =>
  proposal.supportingInformation !== undefined && instance.settings.supportingInformationUpdate === 'replace';

export const supportingInformationRefusals = {
  'supporting-information/link-needs-address': ({ proposal }) => {
    const position = (proposal.contained ?? []).findIndex(({ isMeeting, address = '' }) => isMeeting && address === '');
    return position < 0
      ? undefined
      : reject('supporting-information/link-needs-address', { where: `contained[${position}].address` });
  },
  'supporting-information/unknown-location': (attempt) => {
    const id = locationSent(attempt);
    const isUnknown = id !== undefined && attempt.instance.location(id) === undefined;
    return isUnknown && attempt.instance.settings.unknownReferences === 'refuse'
      ? reject('supporting-information/unknown-location', { reference: `Location/${id}` })
      : undefined;
  },
  'supporting-information/unknown-appointment': (attempt) => {
    const { hasAppointment, settings } = attempt.instance;
    const unknown = coScheduledSent(attempt).find((id) => !hasAppointment(id));
    return unknown !== undefined && settings.unknownReferences === 'refuse'
      ? reject('supporting-information/unknown-appointment', { reference: `Appointment/${unknown}` })
      : undefined;
  },
} satisfies Partial<Refusals>;

const linkNamed = (id: string, { proposal }: Attempt): string | undefined =>
  proposal.contained?.find((resource) => resource.isMeeting && resource.id === id)?.address;

/** A draft that does not change stays the same object, so that one can see which rules acted. */
const withLink = (draft: AppointmentRecord, meetingLink: string | null): AppointmentRecord =>
  meetingLink === draft.meetingLink ? draft : { ...draft, meetingLink };

const setLink: Effect = (draft, attempt) => {
  const { contained } = attempt.proposal;
  const isDropped = contained === undefined ? isListReplaced(attempt) && !hasEndpoint(attempt) : contained.length === 0;
  return withLink(draft, isDropped ? null : (linkNamed(endpointId, attempt) ?? draft.meetingLink));
};

const setSuffixedLink: Effect = (draft, attempt) =>
  withLink(draft, linkNamed(suffixedEndpointId, attempt) ?? draft.meetingLink);

export const supportingInformationEffects = {
  'supporting-information/location': (draft, attempt) => {
    const id = locationSent(attempt);
    if (id === undefined) return isListReplaced(attempt) ? { ...draft, location: null } : draft;
    return isInteger(id) ? draft : { ...draft, location: attempt.instance.location(id)?.id ?? id };
  },
  'supporting-information/integer-location': (draft, attempt) => {
    const id = locationSent(attempt);
    const location = id !== undefined && isInteger(id) ? attempt.instance.location(id) : undefined;
    return location === undefined ? draft : { ...draft, location: location.id };
  },
  'supporting-information/meeting-link': setLink,
  'supporting-information/meeting-link-without-suffix': setLink,
  'supporting-information/meeting-link-as-read': setSuffixedLink,
  'supporting-information/meeting-link-with-suffix': setSuffixedLink,
  'supporting-information/link-needs-reference': (draft, attempt) => {
    if (attempt.proposal.contained === undefined || hasEndpoint(attempt)) return draft;
    // The reference that is stored counts too, unless this body stands for the whole list.
    const storedLink = isListReplaced(attempt) ? null : (attempt.stored?.meetingLink ?? null);
    return storedLink === null ? { ...draft, meetingLink: null } : draft;
  },
  'supporting-information/co-scheduled': (draft, attempt) => {
    const coScheduled = coScheduledSent(attempt);
    return coScheduled.length > 0 || isListReplaced(attempt) ? { ...draft, coScheduled } : draft;
  },
} satisfies Partial<Effects>;
