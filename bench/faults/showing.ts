// Faults of what a read shows.
import { appointments, supporting, without, type Fault, type Json } from './fault.ts';
import { remembering } from './remembering.ts';

interface Coded {
  readonly coding?: readonly Json[];
}

const withDisplay = (value: unknown, display: unknown): Coded => ({
  ...(value as Coded),
  coding: ((value as Coded).coding ?? []).map((coding) => ({ ...coding, display })),
});

const displayIn = (value: unknown): unknown => (value as Coded | undefined)?.coding?.[0]?.['display'];

const participants = (change: (one: Json) => Json): Pick<Fault, 'tell'> =>
  appointments((one) => ({ ...one, participant: (one['participant'] as Json[]).map(change) }));

const withoutDashes = (text: string): string =>
  text.replaceAll(/(Patient\/\w{8})-(\w{4})-(\w{4})-(\w{4})-(\w{12})/g, '$1$2$3$4$5');

export const showing = {
  'the display of a type is echoed': {
    rules: ['appointment-type/canvas-display'],
    ...remembering(
      ({ appointmentType }) => displayIn(appointmentType),
      (one, display) => ({ ...one, appointmentType: withDisplay(one['appointmentType'], display) }),
    ),
  },
  'the display of a reason is echoed': {
    rules: ['reason-code/coding-shown'],
    ...remembering(
      ({ reasonCode }) => displayIn((reasonCode as Json[] | undefined)?.[0]),
      (one, display) => ({
        ...one,
        reasonCode: ((one['reasonCode'] ?? []) as Coded[]).map((reason) =>
          reason.coding === undefined ? reason : withDisplay(reason, display),
        ),
      }),
    ),
  },
  'the description still shows the former reason': {
    rules: ['reason-code/description-mirrors-text'],
    ...remembering(
      ({ reasonCode, description }, before) =>
        before ?? (reasonCode as Json[] | undefined)?.[0]?.['text'] ?? description,
      (one, description) => ({ ...one, description }),
    ),
  },
  'the text is missing beside a coding': {
    rules: ['reason-code/text'],
    ...appointments((one) => ({
      ...one,
      reasonCode: ((one['reasonCode'] ?? []) as Json[]).map((reason) =>
        reason['coding'] === undefined ? reason : without(reason, 'text'),
      ),
    })),
  },
  'the status of an identifier is lost': {
    rules: ['identifier/stored'],
    ...appointments((one) => ({
      ...one,
      identifier: ((one['identifier'] ?? []) as Json[]).map((each) => without(each, 'use')),
    })),
  },
  'the end is shown without its zone': {
    rules: ['booking/shown-in-utc', 'booking/end'],
    ...appointments((one) => ({ ...one, end: String(one['end']).replace('+00:00', 'Z') })),
  },
  'a patient has dashes in the id': {
    rules: ['participant/id-format'],
    ...participants((one) => ({
      ...one,
      actor: {
        ...(one['actor'] as Json),
        reference: String((one['actor'] as Json)['reference']).replace(
          /^(Patient\/\w{8})(\w{4})(\w{4})(\w{4})/,
          '$1-$2-$3-$4-',
        ),
      },
    })),
    // It takes its own ids, too.
    ask: (asked) => ({ ...asked, url: withoutDashes(asked.url), body: withoutDashes(asked.body) }),
  },
  'a status of a participant reads as it was sent': {
    rules: ['participant/status-reads-accepted'],
    ...remembering(
      ({ participant }) => (participant as Json[] | undefined)?.[0]?.['status'],
      (one, status) => ({ ...one, participant: (one['participant'] as Json[]).map((each) => ({ ...each, status })) }),
    ),
  },
  'booked reads as pending': {
    rules: ['status/update-sets-status', 'status/canvas-to-fhir'],
    ...appointments((one) => (one['status'] === 'booked' ? { ...one, status: 'pending' } : one)),
  },
  'a contained endpoint has no code': {
    rules: ['supporting-information/endpoint-completed'],
    ...appointments((one) =>
      one['contained'] === undefined
        ? one
        : { ...one, contained: (one['contained'] as Json[]).map((each) => ({ ...each, connectionType: {} })) },
    ),
  },
  'an endpoint is shown without a reference to it': {
    rules: [
      'supporting-information/meeting-link',
      'supporting-information/endpoint-suffix',
      'supporting-information/order',
    ],
    ...appointments((one) => ({
      ...one,
      supportingInformation: supporting(one).filter(({ reference }) => !String(reference).startsWith('#')),
    })),
  },
  'an encounter has no type': {
    rules: ['supporting-information/encounter'],
    ...appointments((one) => ({
      ...one,
      supportingInformation: supporting(one).map((each) =>
        each['type'] === 'Encounter' ? without(each, 'type') : each,
      ),
    })),
  },
} as const satisfies Record<string, Fault>;
