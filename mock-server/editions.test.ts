// The dated behaviours over HTTP, each in every edition: before its day as it was, from its day on as it became.
import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import { instance } from '../fixtures/instance.ts';
import { editions, type Edition } from '../schemas/editions/editions.ts';
import { startMock, type Mock } from './index.ts';

const mocks = new Map<Edition, Mock>();
before(async () => {
  for (const edition of editions) mocks.set(edition, await startMock({ edition }));
});
after(async () => {
  for (const mock of mocks.values()) await mock.close();
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
  readonly location: string;
}

const ask = async (edition: Edition, method: string, path: string, body?: object): Promise<Answer> => {
  const { url, token } = mocks.get(edition) ?? assert.fail(edition);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await response.text();
  const json = (text === '' ? {} : (JSON.parse(text) ?? {})) as Record<string, unknown>;
  return { status: response.status, text, json, location: response.headers.get('location') ?? '' };
};

const otherPatient = instance.patients.find(({ id }) => !JSON.stringify(canonicalAppointment()).includes(id))?.id ?? '';
const scheduled = '4150cd20de8a470aa570a852859ac87e';
const base = canonicalAppointment();
const coded = (code: string, system = 'http://snomed.info/sct') => ({
  appointmentType: { coding: [{ system, code }] },
});
const event = { ...coded('272379006'), contained: [] };
const alone = { participant: base.participant?.slice(0, 1) ?? [] };
const create = (edition: Edition, members: object = {}): Promise<Answer> =>
  ask(edition, 'POST', '/Appointment', { ...base, ...members });
const book = async (edition: Edition, members: object = {}): Promise<string> => {
  const { location, text } = await create(edition, members);
  return /Appointment\/([^/]+)/.exec(location)?.[1] ?? assert.fail(text);
};
const read = async (edition: Edition, id: string): Promise<Record<string, unknown>> =>
  (await ask(edition, 'GET', `/Appointment/${id}`)).json;
const without = (body: object, name: string): object =>
  Object.fromEntries(Object.entries(body).filter(([member]) => member !== name));
const said = ({ text, status }: Answer): string => `${status} ${/"text":"([^"]*)"/.exec(text)?.[1] ?? ''}`;

/** What is seen in each edition, oldest first; what is seen last holds up to the newest. */
type Seen = readonly unknown[];

const dated: Readonly<Record<string, { readonly see: (edition: Edition) => Promise<unknown>; readonly seen: Seen }>> = {
  'an update with a status alone': {
    see: async (edition) =>
      (await ask(edition, 'PUT', `/Appointment/${await book(edition)}`, { status: 'booked' })).status,
    seen: [200, 400, 400, 400, 400],
  },
  'a create without a status': {
    see: async (edition) => (await ask(edition, 'POST', '/Appointment', without(base, 'status'))).status,
    seen: [201, 400, 400, 400, 400],
  },
  'the note on a read': {
    see: async (edition) => 'extension' in (await read(edition, await book(edition))),
    seen: [false, true, true, true, true],
  },
  'the note on an event with a patient': {
    see: async (edition) => 'extension' in (await read(edition, await book(edition, event))),
    seen: [false, true, true, true, false],
  },
  'the status of a create': {
    see: async (edition) => (await read(edition, await book(edition, { status: 'booked' })))['status'],
    seen: ['proposed', 'proposed', 'booked', 'booked', 'booked'],
  },
  'an update without a type': {
    see: async (edition) => {
      const id = await book(edition);
      await ask(edition, 'PUT', `/Appointment/${id}`, without({ id, ...base }, 'appointmentType'));
      return JSON.stringify((await read(edition, id))['appointmentType']).includes('448337001');
    },
    seen: [false, false, true, true, true],
  },
  'a type that does not exist': {
    see: async (edition) => said(await create(edition, coded('nope', 'INTERNAL'))),
    seen: [
      '422 Appointment Create Error: Appointment Type does not exist with system: INTERNAL and code: nope',
      '422 Appointment Create Error: Appointment Type does not exist with system: INTERNAL and code: nope',
      '422 Appointment Type does not exist with code: nope and system: INTERNAL',
      '422 Appointment Type does not exist with code: nope and system: INTERNAL',
      '422 Appointment Type does not exist with code: nope and system: INTERNAL',
    ],
  },
  'a type that is not scheduleable': {
    see: async (edition) => said(await create(edition, coded('letter', 'INTERNAL'))),
    seen: [
      '422 Appointment Create Error: Appointment type must be scheduleable',
      '422 Appointment Create Error: Appointment type must be scheduleable',
      '422 Note type: Letter is not scheduleable',
      '422 Note type: Letter is not scheduleable',
      '422 Note type: Letter is not scheduleable',
    ],
  },
  'an end before the start': {
    see: async (edition) => (await create(edition, { end: base.start?.replace('17:30', '17:00') })).status,
    seen: [201, 201, 422, 422, 422],
  },
  'the participant status active': {
    see: async (edition) =>
      (await create(edition, { participant: base.participant?.map((one) => ({ ...one, status: 'active' })) })).status,
    seen: [201, 201, 400, 400, 400],
  },
  'an identifier without use and period': {
    see: async (edition) => {
      const shown = await read(edition, await book(edition, { identifier: [{ system: 'urn:x', value: '1' }] }));
      return JSON.stringify((shown['identifier'] as object[])[0]).includes(
        '"period":{"start":"1970-01-01","end":"2100-12-31"}',
      );
    },
    seen: [false, false, true, true, true],
  },
  'the reason of a create without one': {
    see: async (edition) => (await read(edition, await book(edition, { reasonCode: undefined })))['description'] ?? '',
    seen: ['', '', 'No description given', 'No description given', 'No description given'],
  },
  'a reason code of two settings': {
    see: async (edition) =>
      (await create(edition, { reasonCode: [{ coding: [{ system: 'INTERNAL', code: 'SPRN' }] }] })).status,
    seen: [201, 201, 422, 422, 422],
  },
  'a telehealth visit without a link': {
    see: async (edition) =>
      'contained' in (await read(edition, await book(edition, { contained: undefined, supportingInformation: [] }))),
    seen: [false, false, true, true, true],
  },
  'the prefix ne': {
    see: async (edition) => (await ask(edition, 'GET', '/Appointment?date=ne2031-03-04')).status,
    seen: [400, 400, 200, 200, 200],
  },
  'a practitioner left blank': {
    see: async (edition) =>
      (await create(edition, { participant: [{ actor: { reference: 'Practitioner/' }, status: 'accepted' }] })).status,
    seen: [201, 201, 400, 400, 400],
  },
  'the body of a create': {
    see: async (edition) => (await create(edition)).text,
    seen: ['null', 'null', 'null', '', ''],
  },
  'the end of the location header': {
    see: async (edition) => (await create(edition)).location.endsWith('/_history/1'),
    seen: [true, true, true, false, false],
  },
  'a co-scheduled appointment': {
    see: async (edition) => {
      const other = {
        reference: `Appointment/${await book(edition)}`,
        type: 'Appointment',
        display: 'Co-scheduled appointment',
      };
      const shown = await read(edition, await book(edition, { supportingInformation: [other] }));
      return JSON.stringify(shown['supportingInformation'] ?? '').includes(JSON.stringify(other));
    },
    seen: [false, false, false, true, true],
  },
  'practitioners who cannot be scheduled, by the old spelling': {
    see: async (edition) =>
      (await ask(edition, 'GET', '/Practitioner?include-non-scheduleable-practitioners=true')).json['total'],
    seen: [4, 4, 4, 2, 2],
  },
  'practitioners who cannot be scheduled, by the new spelling': {
    see: async (edition) =>
      (await ask(edition, 'GET', '/Practitioner?include-non-schedulable-practitioners=true')).json['total'],
    seen: [2, 2, 2, 4, 4],
  },
  'an update of an event without a patient and type': {
    see: async (edition) => {
      const id = await book(edition, { ...event, ...alone });
      return (await ask(edition, 'PUT', `/Appointment/${id}`, without({ id, ...base, ...alone }, 'appointmentType')))
        .status;
    },
    seen: [200, 200, 200, 200, 422],
  },
  'an update of an event with a patient, without the type': {
    see: async (edition) => {
      const id = await book(edition, event);
      return (await ask(edition, 'PUT', `/Appointment/${id}`, without({ id, ...base }, 'appointmentType'))).status;
    },
    seen: [200, 200, 200, 200, 422],
  },
  'an update to another patient': {
    see: async (edition) => {
      const id = await book(edition);
      const other = { actor: { reference: `Patient/${otherPatient}` }, status: 'accepted' };
      const answer = await ask(edition, 'PUT', `/Appointment/${id}`, {
        id,
        ...base,
        participant: [...alone.participant, other],
      });
      return [said(answer), JSON.stringify((await read(edition, id))['participant']).includes(otherPatient)];
    },
    seen: [
      ...Array<unknown>(5).fill(['200 ', true]),
      [
        '422 Cannot change patient for an existing appointment. Please cancel this appointment and create a new one for the new patient.',
        false,
      ],
    ],
  },
  'a patient for an event that has none': {
    see: async (edition) => {
      const id = await book(edition, { ...event, ...alone });
      return (await ask(edition, 'PUT', `/Appointment/${id}`, { id, ...base, ...event })).status;
    },
    seen: [200],
  },
  'an update without an id in its body': {
    see: async (edition) => (await ask(edition, 'PUT', `/Appointment/${await book(edition)}`, base)).status,
    seen: [200, 200, 200, 200, 200, 200, 400],
  },
  'a type of another system': {
    see: async (edition) => said(await create(edition, coded('448337001', 'http://loinc.org'))),
    seen: [
      ...Array<unknown>(2).fill(
        '422 Appointment Create Error: Appointment Type coding must be SNOMED or INTERNAL, not system: http://loinc.org',
      ),
      ...Array<unknown>(5).fill(
        '422 Appointment Type does not exist with code: 448337001 and system: http://loinc.org',
      ),
      "422 Appointment Type system 'http://loinc.org' is not supported; use http://snomed.info/sct or INTERNAL",
    ],
  },
  'a search for slots of a type that does not exist': {
    see: async (edition) => {
      const query = `schedule=Location.1-Staff.${scheduled}&start=2031-03-03&appointment-type=INTERNAL%7Cnope`;
      return (await ask(edition, 'GET', `/Slot?${query}`)).json['total'] !== 0;
    },
    seen: [true, true, true, true, true, false],
  },
  'a search by an identifier that nothing has': {
    see: async (edition) => {
      await book(edition);
      return (await ask(edition, 'GET', '/Appointment?identifier=nothing-has-it')).json['total'] === 0;
    },
    seen: [false, false, false, false, true],
  },
  'a type search by system alone': {
    see: async (edition) => {
      await book(edition);
      return (await ask(edition, 'GET', '/Appointment?appointment-type=http://snomed.info/sct%7C')).json['total'] !== 0;
    },
    seen: [false, false, false, false, true],
  },
  'the scopes of the SMART configuration': {
    see: async (edition) => {
      const { json } = await ask(edition, 'GET', '/.well-known/smart-configuration');
      const scopes = json['scopes_supported'] as readonly string[];
      return ['user/*.crus', 'system/*.read'].filter((scope) => scopes.includes(scope));
    },
    seen: [[], [], [], [], [], ['user/*.crus'], ['user/*.crus'], ['user/*.crus', 'system/*.read']],
  },
  'how to sign in, among the capabilities': {
    see: async (edition) =>
      JSON.stringify((await ask(edition, 'GET', '/metadata')).json).includes('"code":"SMART-on-FHIR"'),
    seen: [true],
  },
  'identifier among the capabilities': {
    see: async (edition) => {
      const { rest } = (await ask(edition, 'GET', '/metadata')).json as {
        rest: { resource: { type: string; searchParam: { name: string }[] }[] }[];
      };
      const appointment = rest[0]?.resource.find(({ type }) => type === 'Appointment');
      return appointment?.searchParam.some(({ name }) => name === 'identifier');
    },
    seen: [false, false, false, false, true],
  },
};

describe('in each edition', () => {
  for (const [name, { see, seen }] of Object.entries(dated))
    it(name, async () => {
      const all: unknown[] = [];
      for (const edition of editions) {
        mocks.get(edition)?.world.reset();
        all.push(await see(edition));
      }
      assert.deepEqual(
        all,
        editions.map((_edition, position) => seen[Math.min(position, seen.length - 1)]),
      );
    });
});

describe('the CapabilityStatement', () => {
  interface Listed {
    readonly type: string;
    readonly interaction: readonly { readonly code: string }[];
    readonly searchParam: readonly { readonly name: string; readonly type: string }[];
  }
  const listedIn = async (edition: Edition): Promise<readonly Listed[]> =>
    ((await ask(edition, 'GET', '/metadata')).json as { rest: [{ resource: readonly Listed[] }] }).rest[0].resource;
  const requests = {
    create: ['POST', '', {}],
    read: ['GET', '/unknown', undefined],
    'search-type': ['GET', '', undefined],
    update: ['PUT', '/unknown', {}],
  } as const;
  /** What is not served is 405, or 404 for a path that nobody knows. */
  const isServed = ({ status, text }: Answer): boolean => status !== 405 && !text.includes('Unknown path');

  it('names the interactions that are served, and no others', async () => {
    for (const edition of editions) {
      const listed = await listedIn(edition);
      for (const type of [...listed.map((each) => each.type), 'Observation', 'Task']) {
        const served: string[] = [];
        for (const [code, [method, path, body]] of Object.entries(requests))
          if (isServed(await ask(edition, method, `/${type}${path}`, body))) served.push(code);
        const named = listed.find((each) => each.type === type)?.interaction.map(({ code }) => code) ?? [];
        assert.deepEqual(served, named, `${edition} ${type}`);
      }
    }
  });

  it('names search parameters that narrow what is found', async () => {
    // Slot needs a schedule, and one parameter of Practitioner widens.
    const isNarrowing = (type: string, name: string): boolean => type !== 'Slot' && !name.startsWith('include-');
    for (const edition of editions)
      for (const { type, searchParam } of await listedIn(edition))
        for (const { name, type: kind } of searchParam.filter((each) => isNarrowing(type, each.name))) {
          const path = `/${type}?${name}=${kind === 'date' ? '2031-03-04' : 'unknown'}`;
          assert.equal((await ask(edition, 'GET', path)).json['total'], 0, `${edition} ${path}`);
        }
  });
});

describe('the scope of a token for one patient, which makes no other patient', () => {
  const grantedFor = async (edition: Edition, scope: string): Promise<unknown> => {
    const client = { grant_type: 'client_credentials', client_id: 'c', client_secret: 's' };
    const body = new URLSearchParams({ ...client, patient: otherPatient, scope });
    const { url } = mocks.get(edition) ?? assert.fail(edition);
    const answer = (await (await fetch(`${url}/auth/token/`, { method: 'POST', body })).json()) as Answer['json'];
    return answer['scope'] ?? answer['error'];
  };
  const asked: readonly (readonly [Edition, asked: string, granted: string])[] = [
    ['2024-01-16', 'patient/Patient.*', 'patient/Patient.*'],
    ['2025-05-05', 'patient/Patient.write', 'patient/Patient.write'],
    ['2025-12-17', 'patient/Patient.*', 'patient/Patient.rus'],
    ['2025-12-17', 'patient/Patient.c', 'invalid_scope'],
    ['2025-12-17', 'patient/Appointment.* user/Patient.c', 'invalid_scope'],
    ['2026-06-22', 'patient/Patient.crus', 'patient/Patient.rus'],
    ['2026-06-22', 'patient/Appointment.* patient/Patient.write', 'patient/Appointment.* patient/Patient.u'],
    ['2026-06-22', 'patient/*.* user/Patient.cr', 'patient/*.* user/Patient.r'],
  ];
  for (const [edition, scope, granted] of asked)
    it(`${edition}: ${scope} is ${granted}`, async () => assert.equal(await grantedFor(edition, scope), granted));
});

test('latest is the newest edition', async () => {
  const mock = await startMock({ edition: 'latest' });
  assert.equal(mock.world.contract.edition, editions.at(-1));
  await mock.close();
});

test('a default type that cannot be scheduled is refused where the edition says so', async () => {
  const noteTypes = instance.noteTypes.map((type) => (type.default ? { ...type, scheduleable: false } : type));
  const records = { ...instance, noteTypes };
  await assert.rejects(startMock({ edition: '2024-04-19', records }), /default note type 'Office visit'/);
  await (await startMock({ records })).close();
});
