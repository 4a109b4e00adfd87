// Location, Practitioner, Patient and Encounter through a started mock.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { RuleId } from '../../schemas/rules/index.ts';
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock, type MockOptions } from '../index.ts';

const sanFrancisco = 'b3476a18-3f63-422d-87e7-b3dc0cd55060';
const priti = '4150cd20de8a470aa570a852859ac87e';
const achebe = '9a1b3c5d7e9f40218c6a4b2d0f8e6c4a';
const emilia = 'ee1c7803325b47b492008f3e7c9d7a3d';
const jonas = 'a031d1ba40d74aebb8ed716716da05c2';

interface Identifier {
  readonly id?: string;
  readonly use?: string;
  readonly system?: string;
  readonly value?: string;
  readonly period?: object;
}

interface Shown {
  readonly id: string;
  readonly status?: string;
  readonly identifier?: readonly Identifier[];
  readonly [member: string]: unknown;
}

interface Bundle {
  readonly total: number;
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly { readonly resource: Shown }[];
}

let mock: Mock;

const call = (path: string, method = 'GET', body?: unknown, headers: Record<string, string> = {}, to = mock) =>
  fetch(`${to.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${to.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const bodyAt = async (path: string, to = mock): Promise<Shown> => {
  const response = await call(path, 'GET', undefined, {}, to);
  assert.equal(response.status, 200, path);
  return (await response.json()) as Shown;
};

const bundle = async (path: string, to = mock): Promise<Bundle> => (await bodyAt(path, to)) as unknown as Bundle;

const found = async (path: string, to = mock): Promise<string[]> =>
  ((await bundle(path, to)).entry ?? []).map(({ resource }) => resource.id);

const refusal = async (response: Response, status: number): Promise<string> => {
  assert.equal(response.status, status);
  const { issue } = (await response.json()) as { issue: [{ code: string; details: { text: string } }] };
  return `${issue[0].code} ${issue[0].details.text}`;
};

const idIn = (response: Response): string => {
  assert.equal(response.status, 201);
  return /\/(?:Patient|Appointment)\/([^/]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
};

const changed = async (options: MockOptions, check: (other: Mock) => Promise<void>): Promise<void> => {
  const other = await startMock({ records: instance, ...options });
  try {
    await check(other);
  } finally {
    await other.close();
  }
};

const without = (rule: RuleId, check: (other: Mock) => Promise<void>) => changed({ without: [rule] }, check);

before(async () => {
  mock = await startMock({ records: instance });
});
beforeEach(async () => {
  await call('/__admin/reset', 'POST');
});
after(() => mock.close());

describe('every type', () => {
  test('an unknown id is answered with 404 and echoed', async () => {
    for (const type of ['Location', 'Practitioner', 'Patient', 'Encounter'])
      assert.equal(
        await refusal(await call(`/${type}/nobody-1`), 404),
        `not-found Unknown ${type} resource 'nobody-1'`,
      );
    await without('interaction/unknown-id', async (other) => {
      assert.equal(await bodyAt('/Location/nobody', other), null);
    });
  });

  test('a token is needed, and its scopes must cover the type', async () => {
    const types = ['Location', 'Practitioner', 'Patient', 'Encounter', 'Schedule', 'Slot'];
    for (const type of types) assert.equal((await fetch(`${mock.url}/${type}`)).status, 401, type);
    const form = { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b', scope: 'user/Patient.read' };
    const issued = await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(form) });
    const { access_token } = (await issued.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    assert.equal((await call('/Patient', 'GET', undefined, headers)).status, 200);
    assert.equal((await call('/Patient', 'POST', {}, headers)).status, 403);
    for (const type of types.filter((each) => each !== 'Patient'))
      assert.equal((await call(`/${type}`, 'GET', undefined, headers)).status, 403, type);
  });

  test('what a type does not offer is refused', async () => {
    assert.equal((await call('/Location', 'POST', {})).status, 405);
    assert.equal((await call(`/Practitioner/${priti}`, 'PUT', {})).status, 405);
    assert.equal((await call(`/Patient/${emilia}`, 'DELETE')).status, 405);
  });

  test('the CapabilityStatement lists what is served', async () => {
    const { rest } = (await bodyAt('/metadata')) as unknown as {
      rest: [{ resource: { type: string; interaction: { code: string }[] }[] }];
    };
    const served = rest[0].resource.map(({ type, interaction }) => [type, interaction.map(({ code }) => code).join()]);
    assert.deepEqual(Object.fromEntries(served), {
      Appointment: 'create,read,search-type,update',
      Encounter: 'read,search-type',
      Location: 'read,search-type',
      Patient: 'create,read,search-type,update',
      Practitioner: 'read,search-type',
      Schedule: 'search-type',
      Slot: 'search-type',
    });
  });
});

describe('Location', () => {
  test('is read and found in the same shape', async () => {
    const expected = {
      resourceType: 'Location',
      id: sanFrancisco,
      identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1942302001' }],
      status: 'active',
      name: 'Canvas Clinic San Francisco',
      alias: ['San Francisco'],
      description: 'Canvas Medical: Canvas Clinic San Francisco',
      address: {
        use: 'work',
        line: ['405 49th Street'],
        city: 'Oakland',
        state: 'CA',
        postalCode: '94609',
        country: 'USA',
      },
    };
    assert.deepEqual(await bodyAt(`/Location/${sanFrancisco}`), expected);
    const { total, link, entry } = await bundle(`/Location?_id=${sanFrancisco}&unknown=1`);
    assert.equal(total, 1);
    assert.deepEqual(entry, [{ resource: expected }]);
    assert.deepEqual(
      link?.map(({ relation, url }) => `${relation} ${url}`),
      ['self', 'first', 'last'].map((relation) => `${relation} /Location?_id=${sanFrancisco}&_count=10&_offset=0`),
    );
  });

  test('pages, refuses bad paging, and finds nothing without links', async () => {
    const { total, link, entry } = await bundle('/Location?_count=1');
    assert.deepEqual([total, entry?.length, link?.[2]?.url], [2, 1, '/Location?_count=1&_offset=1']);
    assert.match(await refusal(await call('/Location?_count=x'), 400), /^invalid .*_count/);
    assert.deepEqual(await bodyAt('/Location?_id=nobody'), { resourceType: 'Bundle', type: 'searchset', total: 0 });
    await without('location/id-finds', async (other) => {
      assert.equal((await bundle('/Location?_id=nobody', other)).total, 2);
    });
  });

  test('an inactive one is marked', async () => {
    await call(`/__admin/records/locations/${sanFrancisco}`, 'PATCH', { active: false, npi: null });
    const { status, identifier } = await bodyAt(`/Location/${sanFrancisco}`);
    assert.deepEqual([status, identifier], ['inactive', undefined]);
  });
});

describe('Practitioner', () => {
  test('shows the credentialed name', async () => {
    assert.deepEqual(await bodyAt(`/Practitioner/${priti}`), {
      resourceType: 'Practitioner',
      id: priti,
      identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1609822323' }],
      name: [{ use: 'usual', text: 'Youta Priti MD', family: 'Priti', given: ['Youta'] }],
    });
  });

  test('only those that can be scheduled are found, unless the search asks for more', async () => {
    assert.equal((await bundle('/Practitioner')).total, 2);
    const widened = await bundle('/Practitioner?include-non-scheduleable-practitioners=true');
    assert.equal(widened.total, 4);
    assert.match(widened.link?.[0]?.url ?? '', /\?include-non-scheduleable-practitioners=true&_count/);
    assert.equal((await bundle('/Practitioner?include-non-scheduleable-practitioners=false')).total, 2);
    assert.equal((await bundle('/Practitioner?include-non-schedulable-practitioners=true')).total, 2);
    assert.deepEqual(await found(`/Practitioner?_id=${achebe}`), []);
    assert.equal((await bodyAt(`/Practitioner/${achebe}`)).id, achebe);
    await without('practitioner/only-scheduleable-are-found', async (other) => {
      assert.equal((await bundle('/Practitioner', other)).total, 4);
    });
  });

  test('the parameter is spelt otherwise in a later edition', () =>
    changed({ edition: '2024-07-02' }, async (other) => {
      assert.equal((await bundle('/Practitioner?include-non-schedulable-practitioners=true', other)).total, 4);
      assert.equal((await bundle('/Practitioner?include-non-scheduleable-practitioners=true', other)).total, 2);
    }));

  test('name finds by a part, in any case', async () => {
    assert.deepEqual(await found('/Practitioner?name=PRIT'), [priti]);
    assert.deepEqual(await found('/Practitioner?name=youta%20pri'), [priti]);
    assert.deepEqual(await found('/Practitioner?name=achebe'), []);
    assert.deepEqual(await found('/Practitioner?name=achebe&include-non-scheduleable-practitioners=True'), [achebe]);
    assert.deepEqual(await found(`/Practitioner?_id=${priti}&name=ramona`), []);
  });
});

const anna = {
  resourceType: 'Patient',
  identifier: [{ system: 'HealthCo', value: 's07' }],
  name: [
    { use: 'nickname', given: ['Sam'] },
    { use: 'official', family: 'Jones', given: ['Samantha', 'Ann'] },
  ],
  telecom: [
    { system: 'phone', value: '5554320555' },
    { system: 'email', value: 'Sam.Jones@example.com' },
  ],
  gender: 'female',
  birthDate: '1980-11-13',
  address: [{ line: ['1234 Main St.'], city: 'Los Angeles', state: 'CA', postalCode: '94107' }],
};

const createAnna = async (more: object = {}): Promise<string> =>
  idIn(await call('/Patient', 'POST', { ...anna, ...more }));

describe('Patient writes', () => {
  test('create answers null and a location, read shows what was written', async () => {
    const response = await call('/Patient', 'POST', anna);
    assert.equal(await response.clone().text(), 'null');
    const id = idIn(response);
    assert.match(id, /^[0-9a-f]{32}$/);
    assert.equal(response.headers.get('location'), `${mock.url}/Patient/${id}/_history/1`);
    const { identifier = [], ...rest } = await bodyAt(`/Patient/${id}`);
    assert.deepEqual(rest, {
      resourceType: 'Patient',
      id,
      active: true,
      name: [
        {
          use: 'official',
          family: 'Jones',
          given: ['Samantha', 'Ann'],
          period: { start: '0001-01-01T00:00:00+00:00', end: '9999-12-31T23:59:59.999999+00:00' },
        },
      ],
      telecom: [
        { system: 'phone', value: '5554320555', rank: 1 },
        { system: 'email', value: 'Sam.Jones@example.com', rank: 1 },
      ],
      gender: 'female',
      birthDate: '1980-11-13',
      address: [
        {
          use: 'home',
          type: 'both',
          line: ['1234 Main St.'],
          city: 'Los Angeles',
          state: 'CA',
          postalCode: '94107',
          country: 'United States',
        },
      ],
      communication: [
        { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en', display: 'English' }], text: 'English' } },
      ],
    });
    const [assigned, { id: identifierId, ...external } = {}] = identifier;
    assert.match(assigned?.value ?? '', /^\d{9}$/);
    assert.match(identifierId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(external, {
      use: 'usual',
      system: 'HealthCo',
      value: 's07',
      period: { start: '1970-01-01', end: '2100-12-31' },
    });
  });

  test('a later edition answers without a body and without a version', () =>
    changed({ edition: '2024-07-02' }, async (other) => {
      const response = await call('/Patient', 'POST', anna, {}, other);
      assert.equal(await response.text(), '');
      assert.match(response.headers.get('location') ?? '', /\/Patient\/[0-9a-f]{32}$/);
    }));

  test('the record number belongs to Canvas', async () => {
    const [assigned] = (await bodyAt(`/Patient/${emilia}`)).identifier ?? [];
    assert.deepEqual(assigned, {
      use: 'usual',
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
      system: 'http://canvasmedical.com',
      value: '174069361',
      assigner: { display: 'Canvas Medical' },
    });
    await call(`/Patient/${emilia}`, 'PUT', { identifier: [{ ...assigned, value: '1' }] });
    assert.deepEqual((await bodyAt(`/Patient/${emilia}`)).identifier, [assigned]);
    await without('patient/record-number-is-assigned', async (other) => {
      assert.deepEqual((await bodyAt(`/Patient/${emilia}`, other)).identifier, []);
    });
  });

  test('a body that lacks something is a bad request', async () => {
    const cases: readonly [object, RegExp][] = [
      [{ name: undefined }, /name: needs an entry/],
      [{ name: [{ use: 'usual', family: 'Jones', given: ['Ann'] }] }, /name: needs an entry/],
      [{ name: [{ use: 'official', family: 'Jones' }] }, /name: needs an entry/],
      [{ birthDate: undefined }, /birthDate: required/],
      [{ birthDate: '1980-02-30' }, /birthDate: '1980-02-30' is not a date/],
      [{ gender: 'unsure' }, /gender: .*male, female, other, unknown/],
      [{ active: 'yes' }, /active: must be boolean/],
      [{ telecom: [{ system: 'pigeon', value: '1' }] }, /telecom\[0\]\.system/],
      [{ resourceType: 'Person' }, /resourceType/],
    ];
    for (const [more, text] of cases)
      assert.match(await refusal(await call('/Patient', 'POST', { ...anna, ...more }), 400), text);
    assert.equal((await bundle('/Patient')).total, 2);
  });

  test('a refusal that is left out lets the body pass', () =>
    changed(
      {
        without: [
          'patient/official-name-is-required',
          'patient/birth-date-is-required',
          'interaction/members-are-well-formed',
        ],
      },
      async (other) => {
        assert.equal((await call('/Patient', 'POST', { gender: 'unsure' }, {}, other)).status, 201);
      },
    ));

  test('a partial birth date is completed, and active may be false', async () => {
    assert.equal((await bodyAt(`/Patient/${await createAnna({ birthDate: '1980' })}`))['birthDate'], '1980-01-01');
    assert.equal((await bodyAt(`/Patient/${await createAnna({ birthDate: '1980-11' })}`))['birthDate'], '1980-11-01');
    assert.equal((await bodyAt(`/Patient/${await createAnna({ active: false })}`))['active'], false);
  });

  test('update changes what it holds and keeps the rest', async () => {
    const id = await createAnna();
    const stored = await bodyAt(`/Patient/${id}`);
    const response = await call(`/Patient/${id}`, 'PUT', { resourceType: 'Patient', gender: 'other', active: false });
    assert.deepEqual([response.status, await response.text()], [200, 'null']);
    assert.deepEqual(await bodyAt(`/Patient/${id}`), { ...stored, gender: 'other', active: false });
    await call(`/Patient/${id}`, 'PUT', { telecom: [{ system: 'email', value: 'new@example.com' }] });
    assert.deepEqual((await bodyAt(`/Patient/${id}`))['telecom'], [
      { system: 'email', value: 'new@example.com', rank: 1 },
    ]);
    await call(`/Patient/${id}`, 'PUT', { telecom: [], address: [] });
    const bare = await bodyAt(`/Patient/${id}`);
    assert.deepEqual([bare['telecom'], bare['address']], [undefined, undefined]);
    assert.match(await refusal(await call(`/Patient/${id}`, 'PUT', { name: [] }), 400), /name/);
  });

  test('update of an identifier: by id, replaced by the list, kept where expired', async () => {
    await call('/__admin/clock', 'PUT', { now: '2024-06-01T00:00:00Z' });
    const past = { system: 'Old', value: 'o1', period: { start: '2020-01-01', end: '2021-01-01' } };
    const id = await createAnna({ identifier: [...anna.identifier, past] });
    const [, current] = (await bodyAt(`/Patient/${id}`)).identifier ?? [];
    await call(`/Patient/${id}`, 'PUT', { identifier: [{ id: current?.id, system: 'HealthCo', value: 's08' }] });
    const values = async (): Promise<unknown[]> =>
      ((await bodyAt(`/Patient/${id}`)).identifier ?? []).slice(1).map(({ value }) => value);
    assert.deepEqual(await values(), ['s08', 'o1']);
    assert.equal((await bodyAt(`/Patient/${id}`)).identifier?.[1]?.id, current?.id);
    await call(`/Patient/${id}`, 'PUT', { identifier: [{ system: 'HealthCo', value: 's09' }] });
    assert.deepEqual(await values(), ['o1', 's09']);
    await call('/__admin/clock', 'DELETE');
  });

  test('update: 400 before 404 before 412', async () => {
    const bad = await call('/Patient/nobody', 'PUT', { birthDate: 'x' });
    assert.match(await refusal(bad, 400), /birthDate/);
    assert.equal(
      await refusal(await call('/Patient/nobody', 'PUT', {}), 404),
      "not-found Unknown Patient resource 'nobody'",
    );
    const headers = { 'if-unmodified-since': 'Wed, 21 Oct 2015 07:28:00 GMT' };
    assert.match(await refusal(await call(`/Patient/${emilia}`, 'PUT', {}, headers), 412), /^conflict/);
    const later = { 'if-unmodified-since': 'Sun, 01 Jan 2023 00:00:00 GMT' };
    assert.equal((await call(`/Patient/${emilia}`, 'PUT', { active: true }, later)).status, 200);
  });
});

describe('Patient search', () => {
  test('every parameter', async () => {
    const id = await createAnna();
    const cases: readonly [string, readonly string[]][] = [
      [`_id=${emilia}`, [emilia]],
      [`_id=${emilia},${jonas}`, [emilia, jonas]],
      ['name=castan', [emilia]],
      ['name=samantha%20ann', [id]],
      ['family=WHIT', [jonas]],
      ['family=Jonas', []],
      ['given=jon', [jonas]],
      ['birthdate=1984-05-17', [emilia]],
      ['birthdate=lt1980-01-01', [jonas]],
      ['birthdate=ge1980-11-13&birthdate=lt1981-01-01', [id]],
      ['gender=female', [emilia, id]],
      ['gender=male,other', [jonas]],
      ['email=sam.jones@EXAMPLE.com', [id]],
      ['phone=(555)%20432-0555', [id]],
      ['active=true', [emilia, jonas, id]],
      ['active=false', []],
      ['identifier=s07', [id]],
      ['identifier=HealthCo|s07', [id]],
      ['identifier=HealthCo|', [id]],
      ['identifier=|s07', []],
      ['identifier=Other|s07', []],
      ['identifier=174069361', [emilia]],
      ['identifier=http://canvasmedical.com|174069361', [emilia]],
      ['identifier=http://canvasmedical.com|', [emilia, jonas, id]],
      ['gender=female&family=jones', [id]],
      ['unknown=1', [emilia, jonas, id]],
    ];
    for (const [query, expected] of cases) assert.deepEqual(await found(`/Patient?${query}`), expected, query);
  });

  test('an identifier without a system is found by |value', async () => {
    const id = await createAnna({ identifier: [{ value: 'bare' }] });
    assert.deepEqual(await found('/Patient?identifier=|bare'), [id]);
  });

  test('_sort orders, and is repeated in the links', async () => {
    assert.deepEqual(await found('/Patient?_sort=birthdate'), [jonas, emilia]);
    assert.deepEqual(await found('/Patient?_sort=-family'), [jonas, emilia]);
    assert.deepEqual(await found('/Patient?_sort=given,-_id'), [emilia, jonas]);
    assert.match((await bundle('/Patient?_sort=-family')).link?.[0]?.url ?? '', /\?_sort=-family&_count=10/);
    assert.match(await refusal(await call('/Patient?_sort=shoe'), 400), /_sort: 'shoe'/);
    await without('patient/sort', async (other) => {
      assert.deepEqual(await found('/Patient?_sort=birthdate', other), [emilia, jonas]);
    });
  });

  test('a birthdate that is none is a bad request, and pages hold', async () => {
    assert.match(await refusal(await call('/Patient?birthdate=1984-02-30'), 400), /^invalid Bad request: birthdate:/);
    const { total, link, entry } = await bundle('/Patient?gender=male,female&_count=1&_offset=1');
    assert.deepEqual([total, entry?.[0]?.resource.id], [2, jonas]);
    assert.equal(link?.[0]?.url, '/Patient?gender=male%2Cfemale&_count=1&_offset=1');
  });

  test('by POST as by GET', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: `Bearer ${mock.token}` };
    const response = await fetch(`${mock.url}/Patient/_search`, { method: 'POST', headers, body: 'family=whit' });
    assert.equal(((await response.json()) as Bundle).entry?.[0]?.resource.id, jonas);
  });
});

const bookFor = async (patient: string, start: string, end: string): Promise<string> =>
  idIn(
    await call('/Appointment', 'POST', {
      resourceType: 'Appointment',
      status: 'proposed',
      start,
      end,
      supportingInformation: [{ reference: `Location/${sanFrancisco}` }],
      participant: [
        { actor: { reference: `Practitioner/${priti}` }, status: 'accepted' },
        { actor: { reference: `Patient/${patient}` }, status: 'accepted' },
      ],
    }),
  );

const encounterOf = async (appointment: string): Promise<string> => {
  const { supportingInformation } = await bodyAt(`/Appointment/${appointment}`);
  const references = (supportingInformation as { reference: string }[]).map(({ reference }) => reference);
  return references.find((reference) => reference.startsWith('Encounter/'))?.slice('Encounter/'.length) ?? '';
};

const setStatus = (appointment: string, status: string) =>
  call(`/__admin/records/appointments/${appointment}`, 'PATCH', { status });

describe('Encounter', () => {
  test('the encounter of a new appointment is planned', async () => {
    const appointment = await bookFor(emilia, '2024-03-04T17:00:00Z', '2024-03-04T17:20:00Z');
    const id = await encounterOf(appointment);
    const coded = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] });
    assert.deepEqual(await bodyAt(`/Encounter/${id}`), {
      resourceType: 'Encounter',
      id,
      identifier: [{ id, system: 'http://canvasmedical.com', value: id }],
      status: 'planned',
      class: { system: 'https://www.hl7.org/fhir/v3/ActEncounterCode/vs.html' },
      type: [coded('http://snomed.info/sct', '185418009', 'Method appointment made')],
      subject: { reference: `Patient/${emilia}`, type: 'Patient' },
      participant: [
        {
          type: [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'PART', 'Participation')],
          individual: { reference: `Practitioner/${priti}`, type: 'Practitioner', display: 'Youta Priti MD' },
        },
      ],
      appointment: [{ reference: `Appointment/${appointment}`, type: 'Appointment' }],
      reasonCode: [coded('http://snomed.info/sct', '308335008', 'Patient encounter procedure (procedure)')],
      hospitalization: {
        dischargeDisposition: coded('http://terminology.hl7.org/CodeSystem/discharge-disposition', 'oth', 'Other'),
      },
      location: [{ location: { reference: `Location/${sanFrancisco}`, type: 'Location' } }],
    });
  });

  test('the status follows the appointment', async () => {
    const appointment = await bookFor(emilia, '2024-03-04T17:00:00Z', '2024-03-04T17:20:00Z');
    const id = await encounterOf(appointment);
    const expected = {
      unconfirmed: 'planned',
      attempted: 'planned',
      confirmed: 'planned',
      arrived: 'planned',
      roomed: 'in-progress',
      exited: 'finished',
      'no-showed': 'cancelled',
      cancelled: 'cancelled',
      deleted: 'cancelled',
    };
    const period = { start: '2024-03-04T17:00:00+00:00' };
    for (const [canvas, status] of Object.entries(expected)) {
      await setStatus(appointment, canvas);
      const encounter = await bodyAt(`/Encounter/${id}`);
      assert.equal(encounter.status, status, canvas);
      const [type] = encounter['type'] as [{ coding: [{ code: string }] }];
      assert.equal(type.coding[0].code, ['roomed', 'exited'].includes(canvas) ? '308335008' : '185418009');
      const [participant] = encounter['participant'] as [{ period?: object }];
      assert.deepEqual(participant.period, encounter['period']);
      if (canvas === 'roomed') assert.deepEqual(encounter['period'], period);
      else if (canvas === 'exited')
        assert.deepEqual(encounter['period'], { ...period, end: '2024-03-04T17:20:00+00:00' });
      else assert.equal(encounter['period'], undefined);
    }
  });

  test('every search parameter', async () => {
    const first = await bookFor(emilia, '2024-03-04T17:00:00Z', '2024-03-04T17:20:00Z');
    const second = await bookFor(emilia, '2024-05-01T17:00:00Z', '2024-05-01T17:20:00Z');
    const third = await bookFor(jonas, '2024-03-04T18:00:00Z', '2024-03-04T18:20:00Z');
    const [one, two, three] = [await encounterOf(first), await encounterOf(second), await encounterOf(third)];
    const cases: readonly [string, readonly string[]][] = [
      ['', [one, two, three]],
      [`_id=${two}`, [two]],
      [`appointment=Appointment/${third}`, [three]],
      [`appointment=${third}`, [three]],
      ['appointment=Appointment/nobody', []],
      [`patient=Patient/${emilia}`, [one, two]],
      [`patient=${jonas}`, [three]],
      [`subject=Patient/${jonas}`, [three]],
      ['date=2024-03-04', [one, three]],
      ['date=gt2024-03-04', [two]],
      ['date=ge2024-03-04&date=lt2024-03-05', [one, three]],
      [`patient=Patient/${emilia}&date=2024-03-04`, [one]],
      [`date=2024-03-04&patient=Patient/${emilia}`, [one]],
      [`patient=Patient/${emilia}&_id=${three}`, []],
      ['unknown=1', [one, two, three]],
    ];
    for (const [query, expected] of cases) assert.deepEqual(await found(`/Encounter?${query}`), expected, query);
    assert.match(await refusal(await call('/Encounter?date=spring'), 400), /date/);
    const { link } = await bundle(`/Encounter?patient=Patient/${emilia}&_count=1`);
    assert.deepEqual(
      link?.map(({ relation }) => relation),
      ['self', 'first', 'next', 'last'],
    );
    assert.equal(link[2]?.url, `/Encounter?patient=Patient%2F${emilia}&_count=1&_offset=1`);
  });

  test('a rescheduled chain shares one encounter, which follows the appointment that holds', async () => {
    const first = await bookFor(emilia, '2024-03-04T17:00:00Z', '2024-03-04T17:20:00Z');
    const encounter = await encounterOf(first);
    const record = await bodyAt(`/__admin/records/appointments/${first}`);
    const second = { ...record, id: 'second', start: '2024-03-06T17:00:00Z', rescheduledFrom: first };
    assert.equal((await call('/__admin/records/appointments', 'POST', second)).status, 201);
    await call(`/__admin/records/appointments/${first}`, 'PATCH', { status: 'cancelled', rescheduledTo: 'second' });
    const shared = await bodyAt(`/Encounter/${encounter}`);
    assert.equal(shared.status, 'planned');
    assert.deepEqual(
      (shared['appointment'] as { reference: string }[]).map(({ reference }) => reference),
      [`Appointment/${first}`, 'Appointment/second'],
    );
    assert.deepEqual(await found(`/Encounter?appointment=${first}`), [encounter]);
    assert.deepEqual(await found(`/Encounter?patient=${emilia}`), [encounter]);
    assert.deepEqual(await found('/Encounter?date=2024-03-06'), [encounter]);
    assert.deepEqual(await found('/Encounter?date=2024-03-04'), []);
    assert.deepEqual(await found('/Encounter?date=ge2024-03-01&date=lt2024-04-01'), [encounter]);
  });

  test('an appointment written on the Canvas side has an encounter as well, another event has none', async () => {
    const common = { start: '2024-03-04T17:00:00Z', durationMinutes: 20, practitioner: priti };
    await call('/__admin/records/appointments', 'POST', {
      ...common,
      id: 'visit',
      noteType: 'office-visit',
      patient: emilia,
    });
    await call('/__admin/records/appointments', 'POST', { ...common, id: 'meeting', noteType: 'meeting' });
    assert.deepEqual(await found('/Encounter'), [await encounterOf('visit')]);
  });

  test('each rule with code is noticed when it is left out', () =>
    changed(
      {
        without: [
          'encounter/status-follows-the-appointment',
          'encounter/planned-has-the-type-of-an-appointment',
          'encounter/id-finds',
        ],
      },
      async (other) => {
        const body = {
          start: '2024-03-04T17:00:00Z',
          end: '2024-03-04T17:20:00Z',
          participant: [
            { actor: { reference: `Practitioner/${priti}` }, status: 'accepted' },
            { actor: { reference: `Patient/${emilia}` }, status: 'accepted' },
          ],
        };
        await call('/Appointment', 'POST', body, {}, other);
        const { entry = [] } = await bundle('/Encounter?_id=nobody', other);
        assert.equal(entry[0]?.resource.status, 'unknown');
        assert.match(JSON.stringify(entry[0].resource['type']), /Office Visit/);
      },
    ));
});
