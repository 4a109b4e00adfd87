// The media type that answers of FHIR name, whatever a scenario is about.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../targets/index.ts';
import { mislabelledIn } from './mislabelled.ts';

const answer = (type: string | undefined, body: unknown): Exchange => ({
  request: { method: 'GET', path: '/Appointment/one', headers: {}, body: undefined },
  response: { status: 422, headers: type === undefined ? {} : { 'content-type': type }, body, text: '' },
});

const refusal = { resourceType: 'OperationOutcome', issue: [] };

test('JSON of every kind is right', () => {
  for (const type of ['application/json', 'application/fhir+json; charset=utf-8', 'Application/FHIR+JSON'])
    assert.equal(mislabelledIn(answer(type, refusal)), undefined, type);
});

test('another type, or none, is a difference from the rule about plain JSON', () => {
  for (const type of [
    'text/html',
    'text/plain; charset=utf-8',
    'application/jsonp',
    'application/octet-stream',
    undefined,
  ]) {
    const { rule, actual } = mislabelledIn(answer(type, refusal)) ?? {};
    assert.deepEqual([rule, actual], ['interaction/plain-json', type ?? ''], type);
  }
});

test('what is no FHIR says nothing: a page of a proxy, an empty body, an error of a gateway', () => {
  for (const body of ['<h1>Forbidden</h1>', undefined, null, { message: 'no route' }])
    assert.equal(mislabelledIn(answer('text/html', body)), undefined);
});
