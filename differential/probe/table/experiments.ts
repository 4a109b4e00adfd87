// The experiments: everything that a probe may send, the harmless first.
import type { Call } from '../../requests/index.ts';
import type { Experiment } from './ambiguity.ts';
import {
  change,
  clinic,
  endpoint,
  endpointName,
  get,
  unknownId,
  patient,
  post,
  practitioner,
  put,
  read,
  reasonText,
  refusableBody,
  shortEndpoint,
  unknownReason,
  unknownType,
  visit,
  visitType,
} from './bodies.ts';

/** A week of slots: a practitioner may be off on any one day, and the day of a run is any day of the week. */
const slotsOf = (start: string, end: string): string =>
  `/Slot?schedule=Location.{clinic.number}-Staff.{Ann}&start=${start}&end=${end}&duration=20`;

const reads: Experiment = {
  impact: 'reads',
  creates: 0,
  calls: () => ({
    list: get('/Appointment'),
    huge: get('/Appointment?_count=100000'),
    none: get(`/Appointment?_id=${unknownId.dashed}`),
    badDate: get('/Appointment?date=2024-13-01'),
    badSort: get('/Appointment?_sort=colour'),
    badCount: get('/Appointment?_count=x'),
    dashed: get(`/Appointment/${unknownId.dashed}`),
    dashless: get(`/Appointment/${unknownId.dashless}`),
    slots: get(slotsOf('{day}', '{day+6}')),
    slotsByInstant: get(slotsOf('{day}T00:00:00Z', '{day+6}T23:59:00Z')),
  }),
};

const badToken: Call = { ...post('{'), bearer: { text: 'canvas-harness-no-such-token' } };

const refused: Experiment = {
  impact: 'refused',
  creates: 0,
  calls: ({ unscheduleableType }) => ({
    control: post(refusableBody()),
    noStatus: post(refusableBody({ status: undefined })),
    noLocation: post(refusableBody({ supportingInformation: undefined })),
    minutes: post(refusableBody({ start: '{day}T15:00Z', end: '{day}T15:30Z' })),
    zoneless: post(refusableBody({ start: '{day}T15:00:00', end: '{day}T15:30:00' })),
    shortEndpoint: post(
      refusableBody({
        contained: [shortEndpoint(endpointName, 'https://video.example/probe')],
        supportingInformation: [clinic, { reference: `#${endpointName}`, type: 'Endpoint' }],
      }),
    ),
    wrapped: post({ resource: refusableBody() }),
    active: post(refusableBody({ participant: [practitioner('active'), patient()] })),
    tentative: post(refusableBody({ participant: [practitioner('tentative'), patient()] })),
    stranger: post(refusableBody({ participant: [practitioner(), patient(unknownId.dashless)] })),
    swapped: post(refusableBody({ participant: [patient(), practitioner()] })),
    reversed: post(refusableBody({ start: '{day}T16:00:00Z', end: '{day}T15:30:00Z' })),
    twoCodings: post(refusableBody({ appointmentType: { coding: [...unknownType.coding, ...unknownType.coding] } })),
    otherSystem: post(
      refusableBody({ appointmentType: { coding: [{ system: 'http://loinc.org', code: '34133-9' }] } }),
    ),
    ...(unscheduleableType.code === ''
      ? {}
      : {
          unscheduleable: post(
            refusableBody({
              appointmentType: { coding: [{ system: unscheduleableType.system, code: unscheduleableType.code }] },
            }),
          ),
        }),
    badToken,
    badTime: {
      ...put('x', change({ start: 'yesterday', end: 'today' })),
      path: `/Appointment/${unknownId.dashed}`,
    },
    remove: { ...get(`/Appointment/${unknownId.dashed}`), method: 'DELETE' },
  }),
};

const bookingSystem = 'urn:canvas-harness:probe';

const identifier = (value: string, start: string, end: string, more: object = {}): object => ({
  use: 'usual',
  system: bookingSystem,
  value,
  period: { start, end },
  ...more,
});

/** An identifier id that a client makes up. */
export const ownId = '3f1c7a52-5f0e-4d0b-9a53-0c6f6f2b9d11';

const [typeCode, typeToken] = [visitType.code, encodeURIComponent(`${visitType.system}|${visitType.code}`)];

const visits: Experiment = {
  impact: 'creates',
  creates: 1,
  calls: () => ({
    create: post(visit({ identifier: [identifier('own', '1970-01-01', '2100-12-31', { id: ownId })] })),
    made: read('create'),
    list: get('/Appointment?date={day}'),
    huge: get('/Appointment?date={day}&_count=100000'),
    byCode: get(`/Appointment?appointment-type=${typeCode}&date={day}`),
    byToken: get(`/Appointment?appointment-type=${typeToken}&date={day}`),
    byReference: get('/Appointment?location=Location%2F{Clinic}&date={day}'),
    byId: get('/Appointment?location={Clinic}&date={day}'),
    omit: put('create', change()),
    omitted: read('create'),
    partial: put('create', { resourceType: 'Appointment', status: 'pending' }),
    partially: read('create'),
  }),
};

const statuses: Experiment = {
  impact: 'creates',
  creates: 1,
  calls: () => ({
    create: post(visit()),
    room: put('create', change({ status: 'checked-in' })),
    roomed: read('create'),
    roomAsMapped: put('create', change({ status: 'check-in' })),
    roomedAsMapped: read('create'),
    wait: put('create', change({ status: 'waitlist' })),
    waiting: read('create'),
    err: put('create', change({ status: 'entered-in-error' })),
    erred: read('create'),
    cancel: put('create', change({ status: 'cancelled' })),
    cancelled: read('create'),
    revive: put('create', change({ status: 'booked' })),
    revived: read('create'),
  }),
};

const identifiers: Experiment = {
  impact: 'creates',
  creates: 1,
  calls: () => ({
    create: post(
      visit({
        identifier: [
          identifier('current', '1970-01-01', '2100-12-31'),
          identifier('future', '2090-01-01', '2100-12-31'),
          identifier('expired', '2000-01-01', '2001-12-31'),
        ],
      }),
    ),
    made: read('create'),
    replace: put('create', change({ identifier: [identifier('new', '1970-01-01', '2100-12-31')] })),
    replaced: read('create'),
  }),
};

const times: Experiment = {
  impact: 'creates',
  creates: 1,
  calls: () => ({
    create: post(visit()),
    move: put('create', change({ start: '{day}T15:10:00Z', end: undefined })),
    moved: read('create'),
    reverse: put('create', change({ start: '{day}T16:00:00Z', end: '{day}T15:30:00Z' })),
    reversed: read('create'),
  }),
};

const [link, otherLink] = ['https://video.example/probe', 'https://video.example/probe-again'];

const withLink = (id: string, contained: object): object => ({
  contained: [contained],
  supportingInformation: [clinic, { reference: `#${id}`, type: 'Endpoint' }],
});

const links: Experiment = {
  impact: 'creates',
  creates: 1,
  calls: () => ({
    create: post(visit({ ...withLink(endpointName, endpoint(endpointName, link)) })),
    made: read('create'),
    relocate: put('create', change()),
    relocated: read('create'),
    suffix: put('create', change({ ...withLink(`${endpointName}-0`, endpoint(`${endpointName}-0`, otherLink)) })),
    suffixed: read('create'),
    annex: put('create', change({ supportingInformation: [{ reference: 'Location/{Annex}' }] })),
    annexed: read('create'),
    number: put('create', change({ supportingInformation: [{ reference: 'Location/{clinic.number}' }] })),
    numbered: read('create'),
  }),
};

const reasons: Experiment = {
  impact: 'creates',
  creates: 1,
  calls: ({ reason: { system, code, display } }) => {
    const codedType = (userSelected: boolean): object => ({ coding: [{ system, code, display, userSelected }] });
    return {
      create: post(visit({ status: 'booked', reasonCode: [codedType(true)] })),
      made: read('create'),
      unselect: put('create', change({ reasonCode: [{ ...codedType(false), text: reasonText }] })),
      unselected: read('create'),
      both: put('create', change({ reasonCode: [{ text: 'The text of the reason' }], description: 'The description' })),
      described: read('create'),
      swap: put('create', change({ participant: [patient(), practitioner()] })),
      swapped: read('create'),
      active: put('create', change({ participant: [practitioner('active'), patient()] })),
      tentative: put('create', change({ participant: [practitioner('tentative'), patient()] })),
      twoTypes: put(
        'create',
        change({ appointmentType: { coding: [visitType, { ...visitType, code: '308335008' }] } }),
      ),
      otherType: put('create', change({ appointmentType: unknownType })),
      otherReason: put('create', change({ reasonCode: unknownReason })),
    };
  },
};

const bookings: Experiment = {
  impact: 'creates',
  creates: 3,
  calls: () => ({
    first: post(visit()),
    second: post(visit()),
    touching: post(visit({ start: '{day}T15:30:00Z', end: '{day}T16:00:00Z' })),
  }),
};

const people: Experiment = {
  impact: 'creates',
  creates: 2,
  calls: () => ({
    stranger: post(visit({ participant: [practitioner(), patient(unknownId.dashless)] })),
    alone: post(visit({ participant: [practitioner()], start: '{day}T17:00:00Z', end: '{day}T17:30:00Z' })),
  }),
};

/** All experiments, by name, in the order in which they are made. */
export const experiments: Readonly<Record<string, Experiment>> = {
  reads,
  refused,
  visits,
  statuses,
  identifiers,
  times,
  links,
  reasons,
  bookings,
  people,
};
