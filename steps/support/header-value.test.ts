// Headers of other servers in other spellings.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { headerValue } from './header-value.ts';

const live = { kind: 'live', baseUrl: 'https://fumage-clinic.example.org' } as const;

it('a header of a live target is compared in one spelling, of the mock to the letter', () => {
  assert.equal(headerValue('Content-Type', 'Application/FHIR+JSON; x="Y"', live), 'application/fhir+json; x="Y"');
  assert.equal(headerValue('location', '/Appointment/1', live), 'https://fumage-clinic.example.org/Appointment/1');
  assert.equal(headerValue('location', 'http://other.example.org/A/1', live), 'http://other.example.org/A/1');
  assert.equal(headerValue('allow', 'GET', live), 'GET');
  assert.equal(headerValue('location', undefined, live), undefined);
  assert.equal(headerValue('location', '/Appointment/1', { ...live, kind: 'mock' }), '/Appointment/1');
});
