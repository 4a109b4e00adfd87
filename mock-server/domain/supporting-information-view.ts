// supportingInformation and contained as they are shown.
import type { Reference } from '../../schemas/appointment.ts';
import type { ViewContext } from './attempt.ts';
import type { Elements } from './behaviour.ts';
import { coScheduledDisplay, endpointId } from './endpoint.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { typeOfReference } from './reference.ts';

const add = (references: readonly Reference[] | undefined, ...more: readonly Reference[]): readonly Reference[] => [
  ...(references ?? []),
  ...more,
];

const kindOf = ({ reference = '' }: Reference): string =>
  reference.startsWith('#') ? 'Endpoint' : typeOfReference(reference);
const order = ['Location', 'Endpoint', 'Encounter', 'Appointment'];

const renamed = (text: string | undefined, from: string): string => (text ?? '').replace(from, `${from}-0`);

const roomOf = ({ meetingLink, noteType, practitioner }: AppointmentRecord, context: ViewContext): string | null =>
  meetingLink === null && context.noteType(noteType)?.telehealth === true
    ? (context.practitioner(practitioner)?.meetingRoom ?? null)
    : null;

export const supportingInformationElements = {
  'supporting-information/own-meeting-room': (view, record, context) => {
    const address = roomOf(record, context);
    return address === null
      ? view
      : {
          ...view,
          contained: [{ resourceType: 'Endpoint', id: endpointId, address }],
          supportingInformation: add(view.supportingInformation, { reference: `#${endpointId}`, type: 'Endpoint' }),
        };
  },
  'supporting-information/endpoint-completed': (view) =>
    view.contained === undefined
      ? view
      : {
          ...view,
          contained: view.contained.map(({ resourceType = 'Endpoint', id = endpointId, address }) => ({
            resourceType,
            id,
            status: 'active',
            connectionType: { code: 'https' },
            payloadType: [{ coding: [{ code: 'video-call' }] }],
            ...(address === undefined ? {} : { address }),
          })),
        },
  'supporting-information/endpoint-suffix': (view) =>
    view.contained === undefined
      ? view
      : {
          ...view,
          contained: view.contained.map((endpoint) => ({ ...endpoint, id: renamed(endpoint.id, endpointId) })),
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
  'supporting-information/co-scheduled-shown': (view, { coScheduled }) =>
    coScheduled.length === 0
      ? view
      : {
          ...view,
          supportingInformation: add(
            view.supportingInformation,
            ...coScheduled.map((id) => ({
              reference: `Appointment/${id}`,
              type: 'Appointment',
              display: coScheduledDisplay,
            })),
          ),
        },
  'supporting-information/order': (view) => {
    const references = view.supportingInformation ?? [];
    const ordered = references.toSorted((one, other) => order.indexOf(kindOf(one)) - order.indexOf(kindOf(other)));
    return ordered.every((information, position) => information === references[position])
      ? view
      : { ...view, supportingInformation: ordered };
  },
} satisfies Partial<Elements>;
