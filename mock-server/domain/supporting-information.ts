// supportingInformation and contained: location, meeting link, encounter, rescheduled appointments.
import type { Endpoint, Reference } from '../../schemas/appointment.ts';
import { reject } from '../../schemas/outcome.ts';
import type { Attempt } from './attempt.ts';
import type { Effects, Elements, Refusals } from './behaviour.ts';
import { firstIdOf } from './reference.ts';

const endpointId = 'appointment-meeting-endpoint';

/** Canvas shows the suffix, its examples send without; both name the one meeting endpoint. */
const namesEndpoint = (id: string | undefined): boolean => id === endpointId || id === `${endpointId}-0`;

const references = ({ body }: Attempt): (string | undefined)[] =>
  (body.supportingInformation ?? []).map(({ reference }) => reference);

const locationSent = (attempt: Attempt): string | undefined => firstIdOf('Location', references(attempt));

const isInteger = (id: string): boolean => /^\d+$/.test(id);

const isMeetingEndpoint = ({ id, resourceType = 'Endpoint' }: Endpoint): boolean =>
  resourceType === 'Endpoint' && namesEndpoint(id);

const sendsEndpointReference = (attempt: Attempt): boolean =>
  references(attempt).some((reference) => reference?.startsWith('#') === true && namesEndpoint(reference.slice(1)));

/** Whether the body's supportingInformation stands for all of it, so that what it leaves out goes. */
const replaces = ({ body, instance }: Attempt): boolean =>
  body.supportingInformation !== undefined && instance.settings.supportingInformationUpdate === 'replace';

export const supportingInformationRefusals = {
  'supporting-information/link-needs-address': ({ body }) => {
    const position = (body.contained ?? []).findIndex(
      (resource) => isMeetingEndpoint(resource) && (resource.address ?? '') === '',
    );
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
} satisfies Partial<Refusals>;

export const supportingInformationEffects = {
  'supporting-information/location': (draft, attempt) => {
    const id = locationSent(attempt);
    if (id === undefined) return replaces(attempt) ? { ...draft, location: null } : draft;
    return isInteger(id) ? draft : { ...draft, location: attempt.instance.location(id)?.id ?? id };
  },
  'supporting-information/integer-location': (draft, attempt) => {
    const id = locationSent(attempt);
    const location = id !== undefined && isInteger(id) ? attempt.instance.location(id) : undefined;
    return location === undefined ? draft : { ...draft, location: location.id };
  },
  'supporting-information/meeting-link': (draft, attempt) => {
    const { contained } = attempt.body;
    if (contained === undefined)
      return replaces(attempt) && !sendsEndpointReference(attempt) ? { ...draft, meetingLink: null } : draft;
    if (contained.length === 0) return { ...draft, meetingLink: null };
    const address = contained.find(isMeetingEndpoint)?.address;
    return address === undefined ? draft : { ...draft, meetingLink: address };
  },
  'supporting-information/link-needs-reference': (draft, attempt) => {
    if (attempt.body.contained === undefined || sendsEndpointReference(attempt)) return draft;
    // The reference that is stored counts too, unless this body stands for the whole list.
    const held = replaces(attempt) ? null : (attempt.stored?.meetingLink ?? null);
    return held === null ? { ...draft, meetingLink: null } : draft;
  },
} satisfies Partial<Effects>;

const add = (held: readonly Reference[] | undefined, ...more: readonly Reference[]): readonly Reference[] => [
  ...(held ?? []),
  ...more,
];

const kindOf = ({ reference = '' }: Reference): string =>
  reference.startsWith('#') ? 'Endpoint' : (reference.split('/')[0] ?? '');
const order = ['Location', 'Endpoint', 'Encounter', 'Appointment'];

const renamed = (text: string | undefined, from: string): string => (text ?? '').replace(from, `${from}-0`);

export const supportingInformationElements = {
  'supporting-information/endpoint-completed': (view) =>
    view.contained === undefined
      ? view
      : {
          ...view,
          contained: view.contained.map(({ address, ...endpoint }) => ({
            ...endpoint,
            status: 'active',
            connectionType: { code: 'https' },
            payloadType: [{ coding: [{ code: 'video-call' }] }],
            ...(address === undefined ? {} : { address }),
          })),
        },
  'supporting-information/endpoint-suffix': (view, { meetingLink }) =>
    meetingLink === null
      ? view
      : {
          ...view,
          contained: (view.contained ?? []).map(({ resourceType = 'Endpoint', id, ...rest }) => ({
            resourceType,
            id: renamed(id, endpointId),
            ...rest,
          })),
          supportingInformation: (view.supportingInformation ?? []).map((information) =>
            kindOf(information) === 'Endpoint'
              ? { ...information, reference: renamed(information.reference, endpointId) }
              : information,
          ),
        },
  'supporting-information/location-type': (view, { location }) =>
    location === null
      ? view
      : {
          ...view,
          supportingInformation: (view.supportingInformation ?? []).map((information) =>
            kindOf(information) === 'Location' ? { ...information, type: 'Location' } : information,
          ),
        },
  'supporting-information/encounter': (view, { encounter }) =>
    encounter === null
      ? view
      : {
          ...view,
          supportingInformation: add(view.supportingInformation, {
            reference: `Encounter/${encounter}`,
            type: 'Encounter',
          }),
        },
  'supporting-information/rescheduled-from': (view, { rescheduledFrom }) =>
    rescheduledFrom === null
      ? view
      : {
          ...view,
          supportingInformation: add(view.supportingInformation, {
            reference: `Appointment/${rescheduledFrom}`,
            display: 'Previously Rescheduled Appointment',
          }),
        },
  'supporting-information/rescheduled-to': (view, { rescheduledTo }) =>
    rescheduledTo === null
      ? view
      : {
          ...view,
          supportingInformation: add(view.supportingInformation, {
            reference: `Appointment/${rescheduledTo}`,
            display: 'Rescheduled Replacement Appointment',
          }),
        },
  'supporting-information/order': (view) => {
    const held = view.supportingInformation ?? [];
    const ordered = held.toSorted((one, other) => order.indexOf(kindOf(one)) - order.indexOf(kindOf(other)));
    return ordered.every((information, position) => information === held[position])
      ? view
      : { ...view, supportingInformation: ordered };
  },
} satisfies Partial<Elements>;
