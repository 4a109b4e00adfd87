// Every refusal explains itself: each rule is made to refuse, its explanation read, and what it offers sent.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, test } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { ruleOf, type OriginalRefusalId } from '../../schemas/rules/index.ts';
import { book as bookAt, createOf, patientOf, send as sendTo, type Sending } from '../../bench/test-support/sending.ts';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ bodyLimit: 20_000 });
});
after(() => mock.close());
beforeEach(() => mock.world.reset());

const send = (sending: Sending): Promise<Response> => sendTo(mock, sending);
const book = (members = {}): Promise<string> => bookAt(mock, members);

const change = async (body: object, members = {}): Promise<Sending> => ({
  method: 'PUT',
  path: `/Appointment/${await book(members)}`,
  body,
});
const actor = (reference: string, status = 'accepted') => ({ actor: { reference }, status });
const coded = (system: string, code: string) => ({ appointmentType: { coding: [{ system, code }] } });

const narrow = async (more: Readonly<Record<string, string>> = { scope: 'user/Patient.read' }): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: 'c', client_secret: 's', ...more };
  const response = await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(form) });
  return ((await response.json()) as { access_token: string }).access_token;
};

/** A request that each rule of the first edition refuses. One without it does not compile. */
const refused: Readonly<Record<OriginalRefusalId, () => Sending | Promise<Sending>>> = {
  'access/token-required': () => ({ ...createOf({}), headers: { authorization: 'Bearer stale' } }),
  'access/scope-required': async () => ({ ...createOf({}), headers: { authorization: `Bearer ${await narrow()}` } }),
  'access/patient-token-writes-own': async () => {
    const [patient, scope] = ['a031d1ba40d74aebb8ed716716da05c2', 'patient/Appointment.*'];
    return { ...createOf({}), headers: { authorization: `Bearer ${await narrow({ patient, scope })}` } };
  },
  'interaction/method-not-supported': async () => ({ method: 'DELETE', path: `/Appointment/${await book()}` }),
  'interaction/unknown-path': () => ({ path: '/api/v1/Apointment' }),
  'interaction/body-size': () => createOf({ comment: 'x'.repeat(30_000) }),
  'interaction/body-is-json': () => ({ ...createOf({}), body: "{'status': 'booked', start: '2031-01-01T10:00'," }),
  'interaction/body-is-the-resource': () => ({ ...createOf({}), body: { resource: canonicalAppointment() } }),
  'interaction/members-are-well-formed': () => createOf({ participant: actor('Practitioner/x'), description: 7 }),
  'interaction/unknown-id': () => ({ path: '/Patient/ee1c7803325b47b492008f3e7c9d7a3e' }),
  'interaction/if-unmodified-since': async () => ({
    ...(await change({ status: 'booked' })),
    headers: { 'if-unmodified-since': 'Tue, 04 Mar 2003 15:00:00 GMT' },
  }),
  'participant/practitioner-required': () => createOf({ participant: [] }),
  'participant/status-required': () => createOf({ participant: [{ actor: { reference: 'Practitioner/' } }] }),
  'participant/unknown-practitioner': () => createOf({ participant: [actor('Practitioner/nobody')] }),
  'participant/unknown-patient': () => createOf({ participant: [actor('Practitioner/'), actor('Patient/174069361')] }),
  'participant/patient-required-by-type': () =>
    createOf({ participant: [actor('Practitioner/')], ...coded('INTERNAL', 'GRPS') }),
  'booking/time-required': () => createOf({ start: undefined, end: undefined }),
  'booking/times-are-instants': () => createOf({ start: '2031-03-04 10:00' }),
  'booking/double-booking-refused': async () => {
    mock.world.changeSettings({ doubleBooking: 'forbid' });
    await book();
    return createOf({});
  },
  'supporting-information/link-needs-address': () =>
    createOf({ contained: [{ resourceType: 'Endpoint', id: 'appointment-meeting-endpoint' }] }),
  'supporting-information/unknown-location': () => createOf({ supportingInformation: [{ reference: 'Location/99' }] }),
  'status/unsupported-status-is-refused': () => change({ status: 'confirmed' }),
  'status/cancelled-update-is-refused': async () => {
    mock.world.changeSettings({ cancelledUpdate: 'refuse' });
    const sending = await change({ status: 'booked' });
    await send({ method: 'PUT', path: sending.path, body: { status: 'cancelled' } });
    return sending;
  },
  'appointment-type/one-coding': () => createOf({ appointmentType: { coding: [] } }),
  'appointment-type/snomed-or-internal': () => createOf(coded('http://loinc.org', '448337001')),
  'appointment-type/must-exist': () => createOf(coded('INTERNAL', 'INVI')),
  'appointment-type/must-be-scheduleable': () => createOf(coded('INTERNAL', 'chart_review')),
  'reason-code/must-exist': () => createOf({ reasonCode: [{ coding: [{ system: 'INTERNAL', code: 'INVI' }] }] }),
  'search/bad-date-is-refused': () => ({ path: '/Appointment?date=ge2031/3/4' }),
  'search/bad-sort-is-refused': () => ({ path: '/Appointment?_sort=-dates' }),
  'search/bad-paging-is-refused': () => ({ path: '/Appointment?_count=10.0' }),
  'patient/official-name-is-required': () => patientOf({ name: [{ family: 'F' }] }),
  'patient/birth-date-is-required': () => patientOf({ birthDate: undefined }),
  'patient/birth-date-is-a-date': () => patientOf({ birthDate: '1980-13-01' }),
  'patient/bad-birthdate-is-refused': () => ({ path: '/Patient?birthdate=1980-1-1' }),
  'patient/bad-sort-is-refused': () => ({ path: '/Patient?_sort=famly' }),
  'slot/schedule-is-required': () => ({ path: '/Slot' }),
  'slot/bad-day-is-refused': () => ({ path: '/Slot?schedule=Schedule/x&start=2031/3/4' }),
  'slot/bad-duration-is-refused': () => ({ path: '/Slot?schedule=Schedule/x&duration=30%20min' }),
  'slot/end-before-start-is-refused': () => ({ path: '/Slot?schedule=x&start=2031-03-04&end=2031-03-03' }),
  'slot/window-is-bounded': () => ({ path: '/Slot?schedule=x&start=2031-03-04&end=2032-03-03' }),
};

interface Explanation {
  readonly refusal: {
    readonly rule: string;
    readonly statement: string;
    readonly source: { readonly document: string };
    readonly where: string;
    readonly advice: string;
    readonly smallestChange: {
      readonly verified: boolean;
      readonly patch?: readonly { readonly op: string; readonly path: string }[];
      readonly request?: Required<Sending>;
    };
  };
  readonly ignored: readonly {
    readonly where: string;
    readonly rule?: string;
    readonly sent: unknown;
    readonly why: string;
  }[];
}

const explained = async (response: Response): Promise<Explanation> => {
  const address = response.headers.get('x-mock-explain') ?? '';
  return (await (await fetch(mock.url + address)).json()) as Explanation;
};

/** Rules whose refusal no change of the request repairs: there the explanation offers none. */
const unrepairable: readonly string[] = ['interaction/body-size', 'status/cancelled-update-is-refused'];

describe('the explanation of a refusal leads to a request that passes', () => {
  for (const rule of Object.keys(refused) as OriginalRefusalId[])
    it(rule, async () => {
      const response = await send(await refused[rule]());
      assert.equal(response.status, ruleOf(rule).outcome?.status);
      assert.equal(response.headers.get('x-mock-rules')?.split(', ').at(-1), rule);
      const { refusal } = await explained(response);
      assert.equal(refusal.rule, rule);
      assert.equal(refusal.statement, ruleOf(rule).statement);
      assert.ok(refusal.source.document !== '' && refusal.where !== '' && refusal.advice !== '');
      const { verified, request } = refusal.smallestChange;
      assert.equal(verified, !unrepairable.includes(rule), JSON.stringify(refusal));
      if (request === undefined) return;
      const { method, path, headers, body } = request;
      const offered = await fetch(mock.url + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      assert.ok(offered.ok, `${method} ${path} answered ${offered.status}: ${await offered.text()}`);
    });
});

test('the change is small: one thing wrong is one operation', async () => {
  const { refusal } = await explained(await send(createOf({ start: '2031-03-04 17:30' })));
  assert.deepEqual(refusal.smallestChange.patch, [
    { op: 'replace', path: '/start', value: '2031-03-04T17:30:00+00:00' },
  ]);
});

test('a body that is wrong in many ways is put right in one explanation', async () => {
  const body = {
    description: 7,
    start: '2031-3-4 10:00',
    participant: [actor('Patient/174069361', '')],
    reasonCode: [{ text: 'knee', coding: [{}] }],
  };
  const { refusal } = await explained(await send({ method: 'POST', path: '/Appointment', body }));
  assert.equal(refusal.smallestChange.verified, true);
  const { request } = refusal.smallestChange;
  assert.ok(request !== undefined);
  assert.equal((await send({ ...request, headers: {} })).status, 201);
});

test('an explanation changes nothing and takes no id of the seed', async () => {
  const seeded = await startMock({ seed: 'one', records: instance });
  try {
    const body = JSON.stringify({ ...canonicalAppointment(), start: 'noon' });
    const headers = { authorization: `Bearer ${seeded.token}`, 'content-type': 'application/json' };
    const response = await fetch(`${seeded.url}/Appointment`, { method: 'POST', headers, body });
    const before = seeded.world.ids.position();
    await fetch(seeded.url + (response.headers.get('x-mock-explain') ?? ''));
    assert.equal(seeded.world.ids.position(), before);
    assert.equal(seeded.world.store().appointments.size, 0);
  } finally {
    await seeded.close();
  }
});

test('a success lists what it sent in vain', async () => {
  const body = {
    ...canonicalAppointment(),
    status: 'booked',
    comment: 'call first',
    reasonCode: [{ text: 'knee' }, { text: 'back' }],
    participant: [
      { actor: { reference: 'Practitioner/4150cd20de8a470aa570a852859ac87e', display: 'Dr P' }, status: 'tentative' },
    ],
  };
  const response = await send({
    method: 'POST',
    path: '/Appointment?foo=1',
    body,
    headers: { 'if-none-exist': 'x=1' },
  });
  assert.equal(response.status, 201);
  const { ignored } = await explained(response);
  const found = Object.fromEntries(ignored.map(({ where, rule }) => [where, rule]));
  assert.equal(found['$.status'], 'status/create-is-always-proposed');
  assert.equal(found['$.reasonCode[1]'], 'reason-code/first-only');
  assert.equal(found['$.appointmentType.coding[0].display'], 'appointment-type/canvas-display');
  assert.equal(found['$.participant[0].status'], 'participant/status-unused');
  for (const where of ['$.comment', '$.participant[0].actor.display', 'header if-none-exist'])
    assert.ok(where in found, `${where} in ${Object.keys(found).join(', ')}`);
  assert.ok(!('$.start' in found) && !('$.resourceType' in found));
});

test('a search lists the parameters that filter nothing', async () => {
  const response = await send({ path: '/Appointment?colour=red&status=booked&_count=1000' });
  const { ignored } = await explained(response);
  assert.deepEqual(
    ignored.map(({ where, rule }) => [where, rule]),
    [
      ['query colour', 'search/unknown-parameter-is-ignored'],
      ['query _count', 'searchset/largest-page'],
    ],
  );
});

test('what is sent as it is shown was not sent in vain', async () => {
  const id = await book();
  const shown: unknown = await (await send({ path: `/Appointment/${id}` })).json();
  const { ignored } = await explained(await send({ method: 'PUT', path: `/Appointment/${id}`, body: shown }));
  assert.deepEqual(ignored, []);
});

test('a parameter that filters nothing carries the one that was meant, and all there are', async () => {
  const hints: readonly (readonly [query: string, hint: RegExp])[] = [
    ['pateint=Patient/x', /Did you mean patient\? There are .*appointment-type/],
    ['provider=Practitioner/x', /Did you mean practitioner\?/],
    ['type=448337001', /Did you mean appointment-type\?/],
    ['limit=5', /Did you mean _count\?/],
    ['patient:exact=Patient/x', /No modifier is documented: send patient$/],
    ['_include=Appointment:patient', /does not filter\. There are /],
    ['constructor=1', /does not filter\. There are /],
  ];
  for (const [query, hint] of hints) {
    const { ignored } = await explained(await send({ path: `/Appointment?${query}` }));
    assert.match(ignored[0]?.why ?? '', hint, query);
  }
});

test('a create that was taken, and perhaps not as it was meant, says so', async () => {
  const { participant = [] } = canonicalAppointment();
  const other = (reference: string) => ({
    participant: [...participant, { actor: { reference }, status: 'accepted' }],
  });
  const doubts: readonly (readonly [members: object, where: string, why: RegExp])[] = [
    [{ start: '2031-03-04T15:00', end: '2031-03-04T15:30Z' }, '$.start', /No zone was sent: the time is read as UTC/],
    [{ start: '2031-03-04T15:30Z', end: '2031-03-04T15:00Z' }, '$.end', /not after the start.*2024-04-19 refuses it/],
    [other('Location/b3476a18-3f63-422d-87e7-b3dc0cd55060'), '$.participant[2]', /named in supportingInformation/],
    [other('Patient/ee1c7803325b47b492008f3e7c9d7a3d'), '$.participant[2]', /has one patient, the first/],
    [other('Device/1'), '$.participant[2]', /Only a practitioner and a patient take part/],
    [{ minutesDuration: 45 }, '$.minutesDuration', /from start to end/],
  ];
  for (const [members, where, why] of doubts) {
    const { ignored } = await explained(
      await send({ method: 'POST', path: '/Appointment', body: { ...canonicalAppointment(), ...members } }),
    );
    assert.match(ignored.find((each) => each.where === where)?.why ?? '', why, where);
  }
});

test('a value of a search that can never match carries a hint', async () => {
  const hints: readonly (readonly [path: string, hint: RegExp])[] = [
    ['/Appointment?status=confirmed', /confirmed never matches: confirmed is Canvas's own word.* status=booked/],
    ['/Appointment?status=Booked', /status=booked/],
    ['/Appointment?status=booked,roomed', /roomed never matches: .*status=checked-in/],
    ['/Appointment?status=http://hl7.org/fhir/appointmentstatus|booked', /status=booked/],
    ['/Appointment?status=banana', /the statuses are proposed, pending, booked/],
    ['/Appointment?appointment-type=Telemedicine', /appointment-type=448337001/],
    ['/Appointment?patient=EE1C7803325B47B492008F3E7C9D7A3D', /Patient\/ee1c7803325b47b492008f3e7c9d7a3d/],
    [
      '/Appointment?practitioner=Patient/ee1c7803325b47b492008f3e7c9d7a3d',
      /a Practitioner is wanted, not to a Patient/,
    ],
    ['/Appointment?location=Oakland', /no Location has that id/],
    ['/Patient?gender=F', /male, female, other, unknown/],
    ['/Patient?active=yes', /true, false/],
  ];
  for (const [path, hint] of hints) {
    const { ignored } = await explained(await send({ path }));
    assert.equal(ignored.length, 1, path);
    assert.match(ignored[0]?.why ?? '', hint);
  }
  for (const path of ['/Appointment?status=entered-in-error,checked-in&location=1', '/Patient?gender=Female']) {
    const { ignored } = await explained(await send({ path }));
    assert.deepEqual(ignored, [], path);
  }
});

test('the header with the rules names none whose effect another rule has undone', async () => {
  const rulesOf = (response: Response): string => response.headers.get('x-mock-rules') ?? '';
  const created = rulesOf(await send(createOf({ status: 'booked' })));
  assert.match(created, /status\/create-is-always-proposed/);
  assert.doesNotMatch(created, /status\/update-sets-status/);
  const sending = await change({ status: 'booked' });
  assert.match(rulesOf(await send(sending)), /status\/update-sets-status/);
  await send({ ...sending, body: { status: 'cancelled' } });
  const late = rulesOf(await send(sending));
  assert.match(late, /status\/cancelled-is-final/);
  assert.doesNotMatch(late, /status\/update-sets-status/);
});

test('an explanation can be read in a terminal', async () => {
  const sending = await change({ status: 'confirmed' });
  const address = (await send(sending)).headers.get('x-mock-explain') ?? '';
  const response = await fetch(mock.url + address, { headers: { accept: 'text/plain' } });
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
  const text = await response.text();
  for (const line of [
    /^PUT \/Appointment\/\S+: 422, refused by status\/unsupported-status-is-refused\nWhat to do: confirmed is .*\nTo try it: {2}curl -i -X PUT /,
    /^method: PUT$/m,
    /^status: 422$/m,
    /^refusal:$/m,
    /^ {2}advice: confirmed is Canvas's own word; in FHIR it is booked/m,
    /^ {4}document: Appointment page, edition 2024-01-16$/m,
    /^ {6}- rule: status\/unsupported-status-is-refused$/m,
    /^ {6}"status": "confirmed"$/m,
  ])
    assert.match(text, line);
  const json = await fetch(mock.url + address, { headers: { accept: '*/*' } });
  assert.match(json.headers.get('content-type') ?? '', /^application\/json/);
});

test('a refusal names a code that was left out', async () => {
  const response = await send(createOf({ reasonCode: [{ text: 'knee', coding: [{ system: 'INTERNAL' }] }] }));
  assert.match(await response.text(), /structured reason for visit with code \(none\) does not exist/);
});
