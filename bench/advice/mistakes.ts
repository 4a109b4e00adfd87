// Mistakes of callers, by the rule that refuses them, and the advice that a person gives who knows the page: the request that
// the caller meant, or none where nobody can know it.
import { instance } from '../../fixtures/instance.ts';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import type { RefusalId } from '../../schemas/rules/index.ts';
import { book, createOf, patientOf, send } from '../test-support/sending.ts';
import type { Mock } from '../../mock-server/index.ts';

type Sending = ReturnType<typeof createOf>;

/** The request that is offered, as far as it matters; `none` where the advice offers none. */
type Offer = 'none' | { readonly method?: string; readonly path?: string; readonly body?: object };

/** A request that is refused, and the advice that it should get. */
export interface Mistake {
  readonly rule: RefusalId;
  readonly send: (mock: Mock) => Promise<Sending> | Sending;
  readonly offer: Offer;
  /** What the advice says. */
  readonly says?: RegExp;
}

const [priti, ogilvie, achebe] = [
  '4150cd20de8a470aa570a852859ac87e',
  'e766816672f34a5b866771c773e38f3c',
  '9a1b3c5d7e9f40218c6a4b2d0f8e6c4a',
];
const emilia = 'ee1c7803325b47b492008f3e7c9d7a3d';
const otherPatient = instance.patients.find(({ id }) => id !== emilia)?.id ?? '';
const clinic = 'b3476a18-3f63-422d-87e7-b3dc0cd55060';
const snomed = 'http://snomed.info/sct';

const create = (members: object) => (): Sending => createOf(members);
const update =
  (members: object, stored: object = {}) =>
  async (mock: Mock): Promise<Sending> => {
    const id = await book(mock, stored);
    return {
      method: 'PUT',
      path: `/Appointment/${id}`,
      body: { id, ...canonicalAppointment(), ...stored, ...members },
    };
  };
const get = (path: string) => (): Sending => ({ method: 'GET', path });
const onAppointment =
  (method: string, body?: unknown) =>
  async (mock: Mock): Promise<Sending> => ({
    method,
    path: `/Appointment/${await book(mock, { status: 'proposed' })}`,
    body,
  });
const actor = (reference: string, display?: string) => ({
  actor: { reference, ...(display === undefined ? {} : { display }) },
  status: 'accepted',
});
const people = (...references: readonly string[]) => ({ participant: references.map((reference) => actor(reference)) });
const typed = (system: string, code: string, display?: string) => ({
  appointmentType: { coding: [{ system, code, ...(display === undefined ? {} : { display }) }] },
});
const coded = (code: string, more: object = {}) => ({
  reasonCode: [{ coding: [{ system: 'INTERNAL', code, ...more }], text: 'knee' }],
});
const patient = (members: object) => (): Sending => patientOf(members);

const onUpdate = (word: string, status: string): Mistake => ({
  rule: 'status/unsupported-status-is-refused',
  send: update({ status: word }),
  offer: { method: 'PUT', body: { status } },
});
const onCreate = (word: string, status: string): Mistake => ({
  rule: 'status/unsupported-create-status-is-refused',
  send: create({ status: word }),
  offer: { method: 'POST', body: { status } },
});
const finds = (rule: RefusalId, path: string, offered: string): Mistake => ({
  rule,
  send: get(path),
  offer: { method: 'GET', path: offered },
});
const unclear = (rule: RefusalId, sending: Mistake['send'], says: RegExp): Mistake => ({
  rule,
  send: sending,
  offer: 'none',
  says,
});

const words: readonly (readonly [word: string, status: string])[] = [
  ['unconfirmed', 'proposed'],
  ['attempted', 'pending'],
  ['confirmed', 'booked'],
  ['roomed', 'checked-in'],
  ['exited', 'fulfilled'],
  ['no-showed', 'noshow'],
  ['Booked', 'booked'],
  ['CHECKED_IN', 'checked-in'],
  ['check-in', 'checked-in'],
  ['no-show', 'noshow'],
  ['canceled', 'cancelled'],
  ['boked', 'booked'],
  ['completed', 'fulfilled'],
];

const unsettable = ['deleted', 'waitlist', 'scheduled', 'banana'];

const statusMistakes: readonly Mistake[] = [
  unclear('status/entered-in-error-is-not-accepted', create({ status: 'entered-in-error' }), /A create takes proposed/),
  unclear('status/entered-in-error-is-not-accepted', update({ status: 'entered-in-error' }), /An update takes/),
  ...words.flatMap(([word, status]) => [onUpdate(word, status), onCreate(word, status)]),
  ...unsettable.flatMap((word) => [
    unclear(
      'status/unsupported-status-is-refused',
      update({ status: word }),
      /An update takes proposed, pending, booked/,
    ),
    unclear('status/unsupported-create-status-is-refused', create({ status: word }), /A create takes proposed/),
  ]),
  unclear(
    'status/cancelled-update-is-refused',
    async (mock) => {
      mock.world.changeSettings({ cancelledUpdate: 'refuse' });
      const sending = await update({ status: 'booked' })(mock);
      await send(mock, { ...sending, body: { ...(sending.body as object), status: 'cancelled' } });
      return sending;
    },
    /new appointment/,
  ),
];

const methodMistakes = (rule: RefusalId): readonly Mistake[] => [
  {
    rule,
    send: onAppointment('PATCH', { ...canonicalAppointment(), status: 'booked' }),
    offer: { method: 'PUT', body: { status: 'booked' } },
    says: /PUT/,
  },
  { rule, send: onAppointment('PATCH', { status: 'booked' }), offer: { method: 'PUT', body: { status: 'booked' } } },
  {
    rule,
    send: onAppointment('PATCH', [{ op: 'replace', path: '/status', value: 'booked' }]),
    offer: { method: 'PUT', body: { status: 'booked' } },
  },
  unclear(rule, onAppointment('PATCH', [{ op: 'remove', path: '/description' }]), /PUT/),
  { rule, send: onAppointment('POST', { status: 'arrived' }), offer: { method: 'PUT', body: { status: 'arrived' } } },
  { rule, send: onAppointment('DELETE'), offer: { method: 'PUT', body: { status: 'cancelled' } }, says: /cancel/ },
  unclear(
    rule,
    () => ({ method: 'PUT', path: '/Appointment', body: canonicalAppointment() }),
    /PUT \/Appointment\/<id>/,
  ),
  unclear(rule, () => ({ method: 'DELETE', path: `/Patient/${emilia}` }), /Nothing is deleted/),
  unclear(rule, () => ({ method: 'POST', path: '/Practitioner', body: {} }), /only be read/),
  unclear(rule, get('/Slot/1'), /search/),
];

const pathMistakes = (rule: RefusalId): readonly Mistake[] => [
  finds(rule, '/Apointment?status=booked', '/Appointment?status=booked'),
  finds(rule, '/appointment', '/Appointment'),
  finds(rule, '/Appointments', '/Appointment'),
  finds(rule, `/fhir/R4/Patient/${emilia}`, `/Patient/${emilia}`),
  finds(rule, `/Patient/${emilia}/Appointment`, `/Appointment?patient=Patient%2F${emilia}`),
  finds(rule, `/Patient/${emilia}/_history/1`, `/Patient/${emilia}`),
  unclear(rule, get('/Observation'), /Served are Appointment/),
  unclear(rule, get('/PractitionerRole'), /Served are/),
  unclear(rule, () => ({ method: 'POST', path: '/Appointment/x/$cancel', body: {} }), /not offered/),
];

const interactionMistakes: readonly Mistake[] = [
  ...methodMistakes('interaction/method-not-supported'),
  ...pathMistakes('interaction/unknown-path'),
  unclear('interaction/body-size', create({ comment: 'x'.repeat(30_000) }), /leave out what Canvas does not keep/),
  {
    rule: 'interaction/body-is-json',
    send: () => ({ ...create({})(), body: JSON.stringify(canonicalAppointment()).replace(/}$/, ',}') }),
    offer: { method: 'POST', body: { start: '2031-03-04T17:30:00Z' } },
  },
  {
    rule: 'interaction/body-is-json',
    send: () => ({ ...create({})(), headers: { 'content-type': 'text/plain' } }),
    offer: { body: { start: '2031-03-04T17:30:00Z' } },
    says: /application\/json/,
  },
  unclear('interaction/body-is-json', () => ({ ...create({})(), body: '<Appointment/>' }), /XML/),
  unclear('interaction/body-is-json', () => ({ ...create({})(), body: '' }), /JSON object/),
  {
    rule: 'interaction/body-is-the-resource',
    send: () => ({ ...create({})(), body: { resource: canonicalAppointment() } }),
    offer: { body: { resourceType: 'Appointment', start: '2031-03-04T17:30:00Z' } },
  },
  {
    rule: 'interaction/body-is-the-resource',
    send: create({ resourceType: 'appointment' }),
    offer: { body: { resourceType: 'Appointment' } },
  },
  {
    rule: 'interaction/body-is-the-resource',
    send: () => ({ ...patient({})(), path: '/Appointment' }),
    offer: { method: 'POST', path: '/Patient' },
  },
  unclear(
    'interaction/body-is-the-resource',
    () => ({ ...create({})(), body: [canonicalAppointment(), canonicalAppointment()] }),
    /one Appointment a request/,
  ),
  unclear('interaction/body-is-the-resource', create({ resourceType: 'Observation' }), /Appointment itself/),
  {
    rule: 'interaction/members-are-well-formed',
    send: create({ reasonCode: 'knee pain' }),
    offer: { body: { reasonCode: [{ text: 'knee pain' }] } },
  },
  {
    rule: 'interaction/members-are-well-formed',
    send: create({ start: Date.parse('2031-03-04T17:30:00Z') / 1000 }),
    offer: { body: { start: '2031-03-04T17:30:00+00:00' } },
  },
  unclear('interaction/members-are-well-formed', create({ participant: 7 }), /array|object/),
  {
    rule: 'interaction/required-members',
    send: async (mock) => ({
      ...(await update({}, { status: 'booked' })(mock)),
      body: { status: 'booked', start: '2031-03-04T17:00:00Z', end: '2031-03-04T18:00:00Z' },
    }),
    offer: { method: 'PUT', body: { status: 'booked', end: '2031-03-04T18:00:00Z' } },
  },
  {
    rule: 'interaction/update-needs-id',
    send: update({ id: undefined, status: 'booked' }),
    offer: { method: 'PUT', body: { status: 'booked' } },
    says: /as it stands in the URL/,
  },
  unclear('interaction/unknown-id', get('/Appointment/nothing-like-it'), /GET \/Appointment/),
  finds('interaction/unknown-id', `/Patient/${emilia.slice(0, -1)}e`, `/Patient/${emilia}`),
  finds('interaction/unknown-id', `/Patient/${priti}`, `/Practitioner/${priti}`),
  {
    rule: 'interaction/if-unmodified-since',
    send: async (mock) => ({
      ...(await update({ status: 'booked' })(mock)),
      headers: { 'if-unmodified-since': 'Tue, 04 Mar 2003 15:00:00 GMT' },
    }),
    offer: { method: 'PUT', body: { status: 'booked' } },
    says: /read it again/,
  },
];

const peopleMistakes: readonly Mistake[] = [
  {
    rule: 'participant/patient-cannot-change',
    send: update(people(`Practitioner/${priti}`, `Patient/${otherPatient}`)),
    offer: { method: 'PUT', body: people(`Practitioner/${priti}`, `Patient/${emilia}`) },
    says: /cancel it and create a new appointment/,
  },
  {
    rule: 'participant/practitioner-required',
    send: create(people(`Patient/${emilia}`)),
    offer: { body: people(`Patient/${emilia}`, `Practitioner/${priti}`) },
    says: new RegExp(`${priti}.*${ogilvie}`),
  },
  {
    rule: 'participant/practitioner-required',
    send: create(people(`practitioner/${ogilvie}`, `Patient/${emilia}`)),
    offer: { body: people(`Practitioner/${ogilvie}`, `Patient/${emilia}`) },
  },
  {
    rule: 'participant/practitioner-required',
    send: update(people(`Patient/${emilia}`), people(`Practitioner/${ogilvie}`, `Patient/${emilia}`)),
    offer: { body: people(`Patient/${emilia}`, `Practitioner/${ogilvie}`) },
  },
  {
    rule: 'participant/status-required',
    send: create({ participant: [{ actor: { reference: `Practitioner/${ogilvie}` } }, actor(`Patient/${emilia}`)] }),
    offer: { body: people(`Practitioner/${ogilvie}`, `Patient/${emilia}`) },
  },
  {
    rule: 'participant/status-is-accepted',
    send: create({ participant: [{ ...actor(`Practitioner/${ogilvie}`), status: 'active' }] }),
    offer: { body: people(`Practitioner/${ogilvie}`) },
  },
  {
    rule: 'participant/practitioner-is-named',
    send: create(people('Practitioner/', `Patient/${emilia}`)),
    offer: { body: people(`Practitioner/${priti}`, `Patient/${emilia}`) },
  },
  {
    rule: 'participant/unknown-practitioner',
    send: create(people(`Practitioner/${achebe.slice(0, -2)}`, `Patient/${emilia}`)),
    offer: { body: people(`Practitioner/${priti}`, `Patient/${emilia}`) },
    says: /Those who can be booked: .*Youta Priti.*Ramona Ogilvie/,
  },
  {
    rule: 'participant/unknown-practitioner',
    send: create(people(`Practitioner/${ogilvie.slice(1)}`)),
    offer: { body: people(`Practitioner/${ogilvie}`) },
  },
  {
    rule: 'participant/unknown-practitioner',
    send: create(people('Practitioner/1093894111')),
    offer: { body: people(`Practitioner/${ogilvie}`) },
  },
  {
    rule: 'participant/unknown-practitioner',
    send: create({ participant: [actor('Practitioner/7', 'Ramona Ogilvie')] }),
    offer: { body: { participant: [actor(`Practitioner/${ogilvie}`, 'Ramona Ogilvie')] } },
  },
  unclear('participant/unknown-patient', create(people(`Practitioner/${priti}`, 'Patient/nobody')), /GET \/Patient/),
  {
    rule: 'participant/unknown-patient',
    send: create(people(`Practitioner/${priti}`, 'Patient/174069361')),
    offer: { body: people(`Practitioner/${priti}`, `Patient/${emilia}`) },
  },
  ...(['participant/patient-required-by-type', 'participant/patient-as-the-type-requires'] as const).map(
    (rule): Mistake => ({
      rule,
      send: create({ ...people(`Practitioner/${ogilvie}`), ...typed('INTERNAL', 'GRPS') }),
      offer: { body: people(`Practitioner/${ogilvie}`, `Patient/${emilia}`) },
      says: /needs a patient/,
    }),
  ),
];

const bookingMistakes: readonly Mistake[] = [
  {
    rule: 'booking/time-required',
    send: create({ end: undefined }),
    offer: { body: { start: '2031-03-04T17:30:00Z', end: '2031-03-04T18:00:00+00:00' } },
  },
  ...['2031-03-04 17:30', '2031-3-4T17:30Z', '2031-03-04T17:30:00+0000', '03/14/2031 17:30'].map((text): Mistake => ({
    rule: 'booking/times-are-instants',
    send: create({ start: text, end: '2031-03-14T18:00:00Z' }),
    offer: { body: { start: `2031-03-${text.includes('14') ? '14' : '04'}T17:30:00+00:00` } },
  })),
  ...['noon', '2031-02-30T10:00:00Z', '03/04/2031 17:30', '2031-03-04'].map((text) =>
    unclear('booking/times-are-instants', create({ start: text }), /YYYY-MM-DDTHH:MM/),
  ),
  {
    rule: 'booking/end-is-after-start',
    send: create({ start: '2031-03-04T18:00:00Z', end: '2031-03-04T17:30:00Z' }),
    offer: { body: { start: '2031-03-04T17:30:00+00:00', end: '2031-03-04T18:00:00+00:00' } },
  },
  {
    rule: 'booking/double-booking-refused',
    send: async (mock) => {
      mock.world.changeSettings({ doubleBooking: 'forbid' });
      await book(mock);
      return create({})();
    },
    offer: { body: { start: '2031-03-04T18:00:00+00:00', end: '2031-03-04T18:30:00+00:00' } },
  },
  {
    rule: 'supporting-information/link-needs-address',
    send: create({
      contained: [{ resourceType: 'Endpoint', id: 'appointment-meeting-endpoint' }],
    }),
    offer: { method: 'POST' },
    says: /your own URL/,
  },
  {
    rule: 'supporting-information/unknown-location',
    send: create({ supportingInformation: [{ reference: `Location/${clinic.slice(1)}` }] }),
    offer: { body: { supportingInformation: [{ reference: `Location/${clinic}` }] } },
  },
  {
    rule: 'supporting-information/unknown-location',
    send: create({ supportingInformation: [{ reference: 'Location/Oakland' }] }),
    offer: { body: { supportingInformation: [{ reference: 'Location/7d1c3b64-9f0a-4e5d-8a2e-6a54cf1b0c11' }] } },
  },
  unclear(
    'supporting-information/unknown-appointment',
    create({
      supportingInformation: [
        { reference: `Location/${clinic}` },
        { reference: 'Appointment/none', display: 'Co-scheduled appointment' },
      ],
    }),
    /create it first/,
  ),
  {
    rule: 'identifier/use-is-known',
    send: create({ identifier: [{ use: 'Official', system: 's', value: 'v' }] }),
    offer: { body: { identifier: [{ use: 'official', system: 's', value: 'v' }] } },
  },
];

const typeMistakes = (
  names: Readonly<Partial<Record<'one' | 'system' | 'exist' | 'book', RefusalId>>>,
): readonly Mistake[] => {
  const { one, system, exist, book: bookable } = names;
  const office = typed(snomed, '308335008');
  return [
    ...(one === undefined
      ? []
      : [
          { rule: one, send: create({ appointmentType: { coding: [] } }), offer: { body: office } },
          {
            rule: one,
            send: create({
              appointmentType: {
                coding: [
                  { system: 'x', code: 'y' },
                  { system: snomed, code: '448337001' },
                ],
              },
            }),
            offer: { body: typed(snomed, '448337001') },
          },
        ]),
    ...(system === undefined
      ? []
      : [
          {
            rule: system,
            send: create(typed('http://loinc.org', '448337001')),
            offer: { body: typed(snomed, '448337001') },
          },
          { rule: system, send: create(typed('snomed', 'INIV')), offer: { body: typed('INTERNAL', 'INIV') } },
        ]),
    ...(exist === undefined
      ? []
      : [
          { rule: exist, send: create(typed('INTERNAL', '448337001')), offer: { body: typed(snomed, '448337001') } },
          { rule: exist, send: create(typed('INTERNAL', 'INVI')), offer: { body: typed('INTERNAL', 'INIV') } },
          { rule: exist, send: create(typed(snomed, '1', 'Home Visit')), offer: { body: typed(snomed, '439708006') } },
          {
            rule: exist,
            send: create(typed('INTERNAL', 'chart_revew')),
            offer: { body: office },
            says: /Those that can be booked: Office visit/,
          },
        ]),
    ...(bookable === undefined
      ? []
      : [
          {
            rule: bookable,
            send: create(typed('INTERNAL', 'letter')),
            offer: { body: office },
            says: /Those that can be booked/,
          },
        ]),
  ];
};

const otherMistakes: readonly Mistake[] = [
  ...typeMistakes({
    one: 'appointment-type/one-coding',
    system: 'appointment-type/snomed-or-internal',
    exist: 'appointment-type/must-exist',
    book: 'appointment-type/must-be-scheduleable',
  }),
  ...typeMistakes({
    system: 'appointment-type/other-system-is-refused',
    exist: 'appointment-type/code-must-exist',
    book: 'appointment-type/note-type-must-be-scheduleable',
  }),
  {
    rule: 'appointment-type/event-update-needs-type',
    send: update(
      { appointmentType: undefined },
      { ...people(`Practitioner/${priti}`), ...typed(snomed, '272379006'), reasonCode: undefined },
    ),
    offer: { body: typed(snomed, '272379006') },
  },
  {
    rule: 'reason-code/must-exist',
    send: create(coded('INVI')),
    offer: { body: { reasonCode: [{ coding: [{ system: 'INTERNAL', code: 'INIV' }], text: 'knee' }] } },
  },
  {
    rule: 'reason-code/must-exist',
    send: create(coded('99999')),
    offer: { body: { reasonCode: [{ text: 'knee' }] } },
    says: /INIV/,
  },
  {
    rule: 'reason-code/must-exist',
    send: create(coded('x', { display: 'Cough' })),
    offer: { body: { reasonCode: [{ coding: [{ system: snomed, code: '49727002' }], text: 'knee' }] } },
  },
  unclear('reason-code/must-exist', create({ reasonCode: [{ coding: [{ code: '99999' }] }] }), /text/),
  {
    rule: 'reason-code/must-be-unique',
    send: create(coded('SPRN')),
    offer: { body: { reasonCode: [{ text: 'knee' }] } },
  },
  {
    rule: 'reason-code/must-be-unique',
    send: create({ reasonCode: [{ coding: [{ code: 'SPRN' }] }] }),
    offer: { body: { reasonCode: [{ text: 'Sprain' }] } },
  },
];

const dates: readonly (readonly [value: string, offered: string])[] = [
  ['ge2031/3/4', 'date=ge2031-03-04'],
  ['%3E%3D2031-03-04', 'date=ge2031-03-04'],
  ['GE2031-03-04', 'date=ge2031-03-04'],
  ['after2031-03-04', 'date=gt2031-03-04'],
  ['sa2031-03-04', 'date=gt2031-03-04'],
  ['12/31/2031', 'date=2031-12-31'],
  ['2031-03', 'date=ge2031-03-01&date=lt2031-04-01'],
  ['le2031', 'date=lt2032-01-01'],
];

const searchMistakes: readonly Mistake[] = [
  ...dates.map(([value, offered]) =>
    finds('search/bad-date-is-refused', `/Appointment?date=${value}`, `/Appointment?${offered}`),
  ),
  finds(
    'search/bad-date-is-refused',
    '/Appointment?date=ge2031-03-01&date=le2031/3/8',
    '/Appointment?date=ge2031-03-01&date=le2031-03-08',
  ),
  ...['03/04/2031', 'ap2031-03-04', 'soon', '2031-02-30', '2031-03-01,2031-03-04x'].map((value) =>
    unclear('search/bad-date-is-refused', get(`/Appointment?date=${value}`), /YYYY-MM-DD/),
  ),
  finds('search/bad-sort-is-refused', '/Appointment?_sort=-dates', '/Appointment?_sort=-date'),
  finds('search/bad-sort-is-refused', '/Appointment?_sort=date:desc', '/Appointment?_sort=-date'),
  finds('search/bad-sort-is-refused', '/Appointment?_sort=provider', '/Appointment?_sort=practitioner'),
  unclear('search/bad-sort-is-refused', get('/Appointment?_sort=status'), /date, patient, practitioner/),
  finds('search/bad-paging-is-refused', '/Appointment?_count=10.0', '/Appointment?_count=10'),
  finds('search/bad-paging-is-refused', '/Appointment?_count=all', '/Appointment?_count=100'),
  unclear('search/bad-paging-is-refused', get('/Appointment?_offset=-5'), /whole number/),
  {
    rule: 'patient/official-name-is-required',
    send: patient({ name: [{ use: 'usual', family: 'Ray', given: ['Ann'] }] }),
    offer: { body: { name: [{ use: 'official', family: 'Ray', given: ['Ann'] }] } },
  },
  {
    rule: 'patient/official-name-is-required',
    send: patient({ name: [{ text: 'Ann Ray' }] }),
    offer: { body: { name: [{ text: 'Ann Ray', use: 'official', family: 'Ray', given: ['Ann'] }] } },
  },
  {
    rule: 'patient/birth-date-is-required',
    send: patient({ birthDate: undefined }),
    offer: { method: 'POST' },
    says: /put in the right one/,
  },
  {
    rule: 'patient/birthsex-is-required',
    send: patient({ extension: [{ url: 'https://clinic.example/preferred-name', valueString: 'Jo' }] }),
    offer: {
      method: 'POST',
      body: { extension: [{ url: 'https://clinic.example/preferred-name' }, { valueCode: 'UNK' }] },
    },
    says: /put in the right code/,
  },
  {
    rule: 'patient/birth-date-is-a-date',
    send: patient({ birthDate: '05/17/1984' }),
    offer: { body: { birthDate: '1984-05-17' } },
  },
  unclear('patient/birth-date-is-a-date', patient({ birthDate: '05/06/1984' }), /YYYY-MM-DD/),
  finds('patient/bad-birthdate-is-refused', '/Patient?birthdate=1984-5-17', '/Patient?birthdate=1984-05-17'),
  finds('patient/bad-sort-is-refused', '/Patient?_sort=famly', '/Patient?_sort=family'),
  { rule: 'slot/schedule-is-required', send: get('/Slot'), offer: { method: 'GET' }, says: /GET \/Schedule/ },
  finds('slot/bad-day-is-refused', '/Slot?schedule=x&start=2031/3/4', '/Slot?schedule=x&start=2031-03-04'),
  unclear('slot/bad-day-is-refused', get('/Slot?schedule=x&start=soon'), /YYYY-MM-DD/),
  finds('slot/bad-duration-is-refused', '/Slot?schedule=x&duration=PT30M', '/Slot?schedule=x&duration=30'),
  unclear('slot/bad-duration-is-refused', get('/Slot?schedule=x&duration=long'), /minutes/),
  finds(
    'slot/end-before-start-is-refused',
    '/Slot?schedule=x&start=2031-03-04&end=2031-03-03',
    '/Slot?schedule=x&start=2031-03-03&end=2031-03-04',
  ),
  {
    rule: 'slot/window-is-bounded',
    send: get('/Slot?schedule=x&start=2031-03-04&end=2032-03-03'),
    offer: { method: 'GET' },
    says: /at most \d+ days/,
  },
];

const tokenOf = async (mock: Mock, more: Readonly<Record<string, string>>): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: 'c', client_secret: 's', ...more };
  const response = await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(form) });
  return ((await response.json()) as { access_token: string }).access_token;
};
const withToken =
  (more: Readonly<Record<string, string>>) =>
  async (mock: Mock): Promise<Sending> => ({
    ...create({})(),
    headers: { authorization: `Bearer ${await tokenOf(mock, more)}` },
  });

const headers: readonly (readonly [header: string, says: RegExp])[] = [
  ['', /^The request has no Authorization header: send/],
  ['Bearer', /^After Bearer the token is missing: send/],
  ['Bearer wrong', /^This token is unknown or has expired: send/],
  ['Basic Zm9vOmJhcg==', /^The scheme is Bearer, not Basic: send/],
  ['canvas-development-token', /^The word Bearer is missing before the token: send/],
];

const genders: readonly (readonly [sent: string, meant: string])[] = [
  ['F', 'female'],
  ['Male', 'male'],
  ['unk', 'unknown'],
];

const genderMistakes: readonly Mistake[] = genders.map(([sent, gender]) => ({
  rule: 'interaction/members-are-well-formed',
  send: patient({ gender: sent }),
  offer: { method: 'POST', body: { gender } },
}));

const accessMistakes: readonly Mistake[] = [
  ...headers.map(([authorization, says]): Mistake => ({
    rule: 'access/token-required',
    send: () => ({ ...create({})(), headers: { authorization } }),
    offer: { method: 'POST' },
    says,
  })),
  {
    rule: 'access/token-required',
    send: () => ({ ...create({})(), headers: { authorization: 'Basic abc' } }),
    offer: { method: 'POST' },
    says: /\/auth\/token\//,
  },
  {
    rule: 'access/scope-required',
    send: withToken({ scope: 'user/Patient.read' }),
    offer: { method: 'POST' },
    says: /user\/Appointment\.write/,
  },
  {
    rule: 'access/patient-token-writes-own',
    send: withToken({ patient: 'a031d1ba40d74aebb8ed716716da05c2', scope: 'patient/Appointment.*' }),
    offer: { method: 'POST' },
    says: /limited to one patient/,
  },
];

const validationMistakes: readonly Mistake[] = [
  ...methodMistakes('validation/method-not-allowed'),
  ...pathMistakes('validation/path-not-found'),
  finds('validation/format-is-known', '/Appointment?_format=csv', '/Appointment?_format=json'),
  unclear('validation/id-of-path', get('/Appointment/a_b'), /letters, digits/),
  {
    rule: 'validation/body-is-json',
    send: () => ({ ...create({})(), body: JSON.stringify(canonicalAppointment()).replace(/}$/, ',}') }),
    offer: { body: { start: '2031-03-04T17:30:00Z' } },
  },
  unclear('validation/body-is-readable', () => ({ ...create({})(), body: '['.repeat(1000) }), /cannot be read as JSON/),
  unclear('validation/body-is-required', () => ({ ...create({})(), body: '' }), /empty body/),
  {
    rule: 'validation/body-is-an-object',
    send: () => ({ ...create({})(), body: [canonicalAppointment()] }),
    offer: { body: { resourceType: 'Appointment' } },
  },
  {
    rule: 'validation/resource-type',
    send: create({ resourceType: 'Appointmnt' }),
    offer: { body: { resourceType: 'Appointment' } },
  },
  {
    rule: 'validation/required-members',
    send: async (mock) => {
      const { status: _status, ...body } = canonicalAppointment();
      return { ...(await update({}, { status: 'booked' })(mock)), body };
    },
    offer: { method: 'PUT' },
    says: /as a read shows it/,
  },
  {
    rule: 'validation/endpoint-is-complete',
    send: create({
      contained: [{ resourceType: 'Endpoint', id: 'appointment-meeting-endpoint', address: 'https://v.example/1' }],
    }),
    offer: { method: 'POST' },
  },
  {
    rule: 'validation/instants-in-full',
    send: create({ start: '2031-03-04T17:30' }),
    offer: { body: { start: '2031-03-04T17:30:00+00:00' } },
  },
  unclear('validation/instants-in-full', create({ start: 'noon' }), /in full/),
  {
    rule: 'validation/values-have-their-form',
    send: create({ reasonCode: { text: 'knee' } }),
    offer: { body: { reasonCode: [{ text: 'knee' }] } },
  },
  {
    rule: 'validation/participant-status',
    send: create({ participant: [{ ...actor(`Practitioner/${ogilvie}`), status: 'active' }] }),
    offer: { body: people(`Practitioner/${ogilvie}`) },
  },
  {
    rule: 'validation/no-extra-members',
    send: create({ reasonCode: undefined, reasoncode: [{ text: 'knee' }] }),
    offer: { body: { reasonCode: [{ text: 'knee' }] } },
  },
  {
    rule: 'validation/no-extra-members',
    send: create({ colour: 'red' }),
    offer: { method: 'POST' },
    says: /leave it out/,
  },
  { rule: 'validation/id-of-body', send: update({ id: 'another' }), offer: { method: 'PUT' }, says: /id of the URL/ },
];

export const mistakes: readonly Mistake[] = [
  ...accessMistakes,
  ...genderMistakes,
  ...validationMistakes,
  ...interactionMistakes,
  ...peopleMistakes,
  ...bookingMistakes,
  ...statusMistakes,
  ...otherMistakes,
  ...searchMistakes,
];
