// Requests to the FHIR base: every type and method, with bodies, queries and headers of all kinds.
import fc from 'fast-check';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import type { FuzzRequest } from './request.ts';
import { bodyFrom, encodedForUrl, mutated, oddText } from './values.ts';

const types = ['Appointment', 'Practitioner', 'Patient', 'Location', 'Encounter', 'Schedule', 'Slot'];

const patientId = 'ee1c7803325b47b492008f3e7c9d7a3d';
const practitionerId = '4150cd20de8a470aa570a852859ac87e';

const id = fc.oneof(
  { weight: 6, arbitrary: fc.nat(9).map((position) => `{appointment:${position}}`) },
  { weight: 2, arbitrary: fc.constantFrom(patientId, practitionerId, 'b3476a18-3f63-422d-87e7-b3dc0cd55060') },
  { weight: 1, arbitrary: oddText.map(encodedForUrl) },
  { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%c3%28', '_history', '_search', '$validate', '.', '..', 'a/b') },
);

const parameterNames = [
  '_id',
  '_count',
  '_offset',
  '_sort',
  '_format',
  '_summary',
  '_elements',
  '_include',
  'appointment-type',
  'birthdate',
  'date',
  'duration',
  'email',
  'end',
  'family',
  'identifier',
  'location',
  'name',
  'patient',
  'practitioner',
  'schedule',
  'start',
  'status',
  'date:not',
  'status:missing',
  'patient:Patient.name',
  '__proto__',
];

const parameterValue = fc.oneof(
  { weight: 2, arbitrary: oddText.map(encodedForUrl) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      `Patient/${patientId}`,
      `Practitioner/${practitionerId}`,
      'booked,proposed',
      'ge2031-01-01',
      'lt2031-03-05T00:00:00%2B01:00',
      'sa2031',
      '-date',
      'date,-status',
      '0',
      '-1',
      '10',
      '99999999999999999999',
      '1e3',
      'xml',
      'json',
      'https%3A%2F%2Fbooking.example%2Fappointments%7CB-7731',
      '|B-7731',
      '%7C',
      '20',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%ff', '+', 'a&b', '=') },
);

const query = fc
  .array(fc.tuple(fc.constantFrom(...parameterNames), parameterValue), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));

const path = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('Appointment') },
      { weight: 4, arbitrary: fc.constantFrom(...types) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('appointment', 'Observation', '', 'metadata', '$batch', '%41ppointment'),
      },
    ),
    fc.option(id, { nil: '' }),
    fc.option(query, { nil: '' }),
    fc.constantFrom('', '', '', '/', '/_history', '/_history/1', '/_search'),
  )
  .map(([type, one, asked, tail]) => `/${type}${one === '' ? '' : `/${one}`}${tail}${asked === '' ? '' : `?${asked}`}`);

const form = 'application/x-www-form-urlencoded';

const headerValues: Readonly<Record<string, readonly string[]>> = {
  authorization: ['', 'Bearer', 'Bearer x', 'Bearer {token:0}', 'Bearer {token:1}', 'Basic YTpi', 'Bearer a b'],
  'content-type': ['', 'text/plain', 'application/json; charset=utf-16', 'application/xml', 'foo', form, '/'],
  accept: ['application/fhir+xml', 'text/html', '*/*;q=0', 'application/fhir+json;fhirVersion=4.0', ''],
  'content-encoding': ['gzip', 'identity', 'br'],
  'if-unmodified-since': ['Tue, 04 Mar 2031 00:30:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', 'x', '0'],
  'if-match': ['W/"1"', '*'],
  'if-none-exist': ['identifier=x'],
  'if-none-match': ['*', 'W/"1"'],
  prefer: ['return=minimal', 'return=representation', 'handling=strict'],
  'x-mock-world': ['', 'other-world', 'x/../y', 'é', '__proto__', 'a'.repeat(100)],
  'x-forwarded-proto': ['https', 'javascript'],
  host: ['', 'fumage-example.canvasmedical.com', '[', 'a b'],
  'x-http-method-override': ['DELETE'],
  range: ['bytes=0-1'],
  expect: ['100-continue', 'x'],
  origin: ['https://evil.example', 'null'],
};

export const oddHeaders = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...Object.entries(headerValues))
      .chain(([name, values]) => fc.constantFrom(...values).map((value) => ({ [name]: value }))),
  },
);

const usual = { authorization: 'Bearer canvas-development-token', 'content-type': 'application/fhir+json' };

const appointmentBody = bodyFrom(
  mutated(canonicalAppointment(), ['id', 'meta', 'description', 'comment', 'extension', 'slot', 'minutesDuration']),
);

const patientBody = bodyFrom(
  mutated(
    {
      resourceType: 'Patient',
      identifier: [{ system: 'HealthCo', value: 's07960990' }],
      active: true,
      name: [{ use: 'official', family: 'Bahar', given: ['Issam'] }],
      telecom: [{ system: 'phone', value: '555', use: 'home', rank: 1 }],
      gender: 'male',
      birthDate: '1949-11-13',
      address: [{ use: 'home', line: ['1 Road'], city: 'SF', state: 'CA', postalCode: '94117', country: 'US' }],
    },
    ['id', 'extension', 'contact', 'communication', 'photo'],
  ),
);

type Parts = Pick<FuzzRequest, 'method' | 'path' | 'body'>;

/** Writes and reads as a client means them, whose bodies may still be wrong. */
const meant: fc.Arbitrary<Parts> = fc.oneof(
  appointmentBody.map((body) => ({ method: 'POST', path: '/Appointment', body })),
  fc
    .tuple(fc.nat(9), appointmentBody)
    .map(([position, body]) => ({ method: 'PUT', path: `/Appointment/{appointment:${position}}`, body })),
  patientBody.map((body) => ({ method: 'POST', path: '/Patient', body })),
  patientBody.map((body) => ({ method: 'PUT', path: `/Patient/${patientId}`, body })),
  fc
    .tuple(fc.constantFrom(...types), query)
    .map(([type, asked]) => ({ method: 'GET', path: `/${type}${asked === '' ? '' : `?${asked}`}` })),
  fc
    .tuple(fc.constantFrom(...types), query)
    .map(([type, body]) => ({ method: 'POST', path: `/${type}/_search`, body })),
);

const anything: fc.Arbitrary<Parts> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'),
    path,
    fc.option(fc.oneof(appointmentBody, patientBody), { nil: undefined }),
  )
  .map(([method, at, body]) => ({ method, path: at, ...(body === undefined ? {} : { body }) }));

/** A request to the FHIR base. */
export const fhirRequest: fc.Arbitrary<FuzzRequest> = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: meant }, { weight: 2, arbitrary: anything }), oddHeaders)
  .map(([parts, odd]) => {
    const typed = parts.path.includes('/_search') ? { 'content-type': form } : {};
    return { face: 'fhir', ...parts, headers: { ...usual, 'x-mock-world': '{world}', ...typed, ...odd } };
  });
