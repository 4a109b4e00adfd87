// Faults of what an update leaves behind: echoed, kept or lost where a create would be right, and searches that do not notice.
import { updates } from './asking.ts';
import { appointments, bodyOf, isUpdate, listOf, sent, supporting, without, type Fault, type Json } from './fault.ts';
import { findingAsCreated, remembering, rememberingUpdates } from './remembering.ts';

const referenceOf = (participant: Json): string => String((participant['actor'] as Json | undefined)?.['reference']);

const isOf =
  (type: string) =>
  (participant: Json): boolean =>
    referenceOf(participant).startsWith(`${type}/`);

/** A status that no update leaves. */
const final = (status: string): Pick<Fault, 'ask'> =>
  updates((body, stored) => (stored['status'] === status ? without(body, 'status') : body));

const codingOf = (reason: Json | undefined): unknown => reason?.['coding'];

const displayIn = (value: unknown): unknown =>
  ((value as { coding?: Json[] } | undefined)?.coding ?? [])[0]?.['display'];

const day = (value: unknown): string => {
  const time = Date.parse(String(value));
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
};

const compare: Readonly<Record<string, (one: string, other: string) => boolean>> = {
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
  gt: (one, other) => one > other,
  ge: (one, other) => one >= other,
  lt: (one, other) => one < other,
  le: (one, other) => one <= other,
};

const isOnDay = (start: unknown, value: string): boolean => {
  const [, prefix = 'eq', wanted = ''] = /^([a-z]{2})?(.*)$/.exec(value) ?? [];
  return compare[prefix || 'eq']?.(day(start), wanted) ?? false;
};

const isNamed = (value: unknown, reference: string): boolean =>
  JSON.stringify(value ?? null).includes(reference.replace(/^\w+\//, ''));

export const updating = {
  'after an update the participants stand as they were sent': {
    rules: ['participant/practitioner-first'],
    ...rememberingUpdates(
      ({ participant }) => listOf(participant).map(referenceOf)[0],
      (one, first) =>
        String(first).startsWith('Patient/') ? { ...one, participant: listOf(one['participant']).toReversed() } : one,
    ),
  },
  'after an update the location has no type': {
    rules: ['supporting-information/location-type'],
    ...rememberingUpdates(
      ({ supportingInformation }) => (supportingInformation === undefined ? undefined : true),
      (one) => ({
        ...one,
        supportingInformation: supporting(one).map((each) =>
          each['type'] === 'Location' ? without(each, 'type') : each,
        ),
      }),
    ),
  },
  'after an update the actors have no type': {
    rules: ['participant/actor-type'],
    ...rememberingUpdates(
      ({ participant }) => (participant === undefined ? undefined : true),
      (one) => ({
        ...one,
        participant: listOf(one['participant']).map((each) => ({
          ...each,
          actor: without(each['actor'] as Json, 'type'),
        })),
      }),
    ),
  },
  'after an update the endpoint has no suffix': {
    rules: ['supporting-information/endpoint-suffix'],
    ...rememberingUpdates(
      ({ contained }) => (contained === undefined ? undefined : true),
      (one) => JSON.parse(JSON.stringify(one).replaceAll('meeting-endpoint-0', 'meeting-endpoint')) as Json,
    ),
  },
  'after an update the times are shown as they were sent': {
    rules: ['booking/shown-in-utc'],
    ...rememberingUpdates(
      ({ start, end }) => (start === undefined || end === undefined ? undefined : { start, end }),
      (one, times) => ({ ...one, ...(times as Json) }),
    ),
  },
  'after an update the display of the type is echoed': {
    rules: ['appointment-type/canvas-display'],
    ...rememberingUpdates(
      ({ appointmentType }) => displayIn(appointmentType),
      (one, display) => ({
        ...one,
        appointmentType: {
          coding: listOf((one['appointmentType'] as Json)['coding']).map((coding) => ({ ...coding, display })),
        },
      }),
    ),
  },
  'after an update the encounter is gone': {
    rules: ['supporting-information/encounter'],
    ...rememberingUpdates(
      () => true,
      (one) => ({ ...one, supportingInformation: supporting(one).filter(({ type }) => type !== 'Encounter') }),
    ),
  },
  'an update without a link drops the link': {
    rules: ['interaction/partial-update'],
    ...sent('PUT', (body) =>
      body['supportingInformation'] === undefined && body['contained'] === undefined
        ? { ...body, contained: [] }
        : body,
    ),
  },
  'a new text keeps the former coding': {
    rules: ['reason-code/update-replaces'],
    ...updates((body, stored) => {
      const [reason, ...rest] = listOf(body['reasonCode']);
      const coding = codingOf(listOf(stored['reasonCode'])[0]);
      return reason === undefined || codingOf(reason) !== undefined || coding === undefined
        ? body
        : { ...body, reasonCode: [{ coding, ...reason }, ...rest] };
    }),
  },
  'a description sent alone drops the coding': {
    rules: ['reason-code/description-sent', 'interaction/partial-update'],
    ...updates((body) =>
      body['description'] === undefined || body['reasonCode'] !== undefined
        ? body
        : { ...body, reasonCode: [{ text: body['description'] }] },
    ),
  },
  'an identifier sent with its id changes its value only': {
    rules: ['identifier/updated-by-id'],
    ...updates((body, stored) =>
      body['identifier'] === undefined
        ? body
        : {
            ...body,
            identifier: listOf(body['identifier']).map((one) => {
              const former = listOf(stored['identifier']).find(({ id }) => id === one['id']);
              return former === undefined ? one : { ...former, value: one['value'] };
            }),
          },
    ),
  },
  'beside an identifier with an id the others stay': {
    rules: ['identifier/updated-by-id', 'identifier/list-replaces-current'],
    ...updates((body, stored) => {
      const identifiers = listOf(body['identifier']);
      if (!identifiers.some(({ id }) => id !== undefined)) return body;
      const ids = new Set(identifiers.map(({ id }) => id));
      return {
        ...body,
        identifier: [...identifiers, ...listOf(stored['identifier']).filter(({ id }) => !ids.has(id))],
      };
    }),
  },
  'a cancelled appointment can become a noshow': {
    rules: ['status/cancelled-is-final'],
    ...remembering(
      ({ status }, before) => (before !== undefined || status === 'cancelled' ? (status ?? before) : undefined),
      (one, status) => (one['status'] === 'cancelled' && status === 'noshow' ? { ...one, status } : one),
    ),
  },
  'a noshow is final': { rules: ['status/update-sets-status'], ...final('noshow') },
  'fulfilled is final': { rules: ['status/update-sets-status'], ...final('fulfilled') },
  'a status never goes back': {
    rules: ['status/update-sets-status'],
    ...updates((body, stored) => {
      const order = ['proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled'];
      const [from, to] = [stored['status'], body['status']].map((status) => order.indexOf(String(status)));
      return to !== undefined && from !== undefined && to > 0 && to < from ? without(body, 'status') : body;
    }),
  },
  'a cancelled appointment shows no patient': {
    rules: ['interaction/partial-update'],
    ...appointments((one) =>
      one['status'] === 'cancelled'
        ? { ...one, participant: listOf(one['participant']).filter(isOf('Practitioner')) }
        : one,
    ),
  },
  'a cancelled appointment shows no reason': {
    rules: ['interaction/partial-update'],
    ...appointments((one) =>
      one['status'] === 'cancelled' ? without(without(one, 'reasonCode'), 'description') : one,
    ),
  },
  'the id of the body is the target of an update': {
    rules: ['interaction/update-target'],
    ask: (asked) => {
      const { id } = bodyOf(asked);
      return isUpdate(asked) && typeof id === 'string' ? { ...asked, url: `/Appointment/${id}` } : asked;
    },
  },
  'a new practitioner stands beside the former one': {
    rules: ['participant/practitioner'],
    ...remembering(
      ({ participant }, before) => {
        const known = (before ?? []) as readonly Json[];
        return [...known, ...listOf(participant).filter(isOf('Practitioner'))];
      },
      (one, known) => {
        const shown = listOf(one['participant']).map(referenceOf);
        const former = (known as readonly Json[]).filter((each) => !shown.includes(referenceOf(each)));
        return former.length > 0
          ? { ...one, participant: [...listOf(one['participant']), ...former.slice(0, 1)] }
          : one;
      },
    ),
  },
  'a moved appointment is found on its former day': {
    rules: ['search/date'],
    ...findingAsCreated('date', ({ start }, value) => isOnDay(start, value)),
  },
  'an appointment is found by its former practitioner': {
    rules: ['search/practitioner'],
    ...findingAsCreated('practitioner', ({ participant }, value) => isNamed(participant, value)),
  },
  'an appointment is found by its former location': {
    rules: ['search/location'],
    ...findingAsCreated('location', ({ supportingInformation }, value) => isNamed(supportingInformation, value)),
  },
  'an appointment is found by its former type': {
    rules: ['search/appointment-type', 'search/appointment-type-with-system'],
    ...findingAsCreated('appointment-type', ({ appointmentType }, value) =>
      isNamed(appointmentType, value.replace(/^.*\|/, '')),
    ),
  },
  'an update without a type keeps the type': {
    rules: ['appointment-type/default-on-update'],
    ...updates((body, { appointmentType }) => (appointmentType === undefined ? body : { appointmentType, ...body })),
  },
} as const satisfies Record<string, Fault>;
