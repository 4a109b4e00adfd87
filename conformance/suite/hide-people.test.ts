// Hiding people leaves the messages what they are: a number that looks like somebody's record number stays a number.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { attachmentOf, mediaTypes, type Envelope } from './messages/index.ts';
import { withoutPeople } from './hide-people.ts';

const recordNumber = '104729331';

const patient = {
  resourceType: 'Patient',
  name: [{ family: 'Quillon "Q"', given: ['Ada'] }],
  identifier: [{ type: { coding: [{ code: 'MR' }] }, value: recordNumber }],
};

it('a record number that occurs as a number of JSON spoils no message, and is hidden in every text', () => {
  const exchange = {
    request: { method: 'GET', path: '/Patient/x', headers: {}, body: undefined },
    response: { status: 200, headers: {}, body: patient, text: JSON.stringify(patient) },
    milliseconds: Number(recordNumber),
  };
  const envelopes: readonly Envelope[] = [
    { testRunStarted: { timestamp: { seconds: 1, nanos: Number(recordNumber) } } },
    attachmentOf(mediaTypes.exchange, JSON.stringify(exchange)),
    attachmentOf(
      mediaTypes.mismatch,
      JSON.stringify({ what: `Quillon "Q" has ${recordNumber}`, actual: Number(recordNumber) }),
    ),
  ];
  const hidden = withoutPeople(envelopes, 'a-key');
  assert.equal(hidden[0]?.testRunStarted?.timestamp.nanos, Number(recordNumber));
  const bodies = hidden.slice(1).map(({ attachment }) => JSON.parse(attachment?.body ?? '') as Record<string, unknown>);
  const [said = {}, mismatch = {}] = bodies;
  assert.equal(said['milliseconds'], Number(recordNumber));
  const texts = JSON.stringify([said['response'], mismatch['what']]);
  assert.ok(!texts.includes(recordNumber) && !texts.includes('Quillon'), texts);
});

it('the mark of a run says nothing about a person, and stays: what it tells of a record is looked at again', () => {
  const [mark, number] = ['0123456789abcdef/7', 'fedcba9876543210'];
  const identifier = [
    { system: 'urn:canvas-harness:run', value: mark },
    { system: 'urn:canvas-harness:run', value: recordNumber },
    { system: 'http://clinic.example', value: number },
  ];
  const body = { resourceType: 'Appointment', identifier };
  const exchange = {
    request: { method: 'POST', path: '/Appointment', headers: {}, body },
    response: { status: 201, headers: {}, body: null, text: '' },
  };
  const [hidden] = withoutPeople([attachmentOf(mediaTypes.exchange, JSON.stringify(exchange))], 'a-key');
  const { request } = JSON.parse(hidden?.attachment?.body ?? '') as { request: { body: typeof body } };
  const [kept, ...others] = request.body.identifier.map(({ value }) => value);
  assert.equal(kept, mark);
  for (const value of others) assert.match(value, /^number-/);
});

it('what the suite has written stays as it was sent, where a server shows a part of it', () => {
  const written = 'Sore throat for a week';
  const body = { resourceType: 'Appointment', id: 'one', reasonCode: [{ text: 'Sore throat for' }] };
  const exchange = {
    request: {
      method: 'PUT',
      path: '/Appointment/one',
      headers: {},
      body: { ...body, reasonCode: [{ text: written }] },
    },
    response: { status: 200, headers: {}, body, text: JSON.stringify(body) },
  };
  const [hidden] = withoutPeople([attachmentOf(mediaTypes.exchange, JSON.stringify(exchange))], 'a-key');
  const { request, response } = JSON.parse(hidden?.attachment?.body ?? '') as typeof exchange;
  assert.equal(request.body.reasonCode[0]?.text, written);
  assert.match(response.body.reasonCode[0]?.text ?? '', /^text-/i);
});

it('a word of the suite that a server uses in a narrative stays what it is elsewhere', () => {
  const body = {
    resourceType: 'Appointment',
    id: 'one',
    status: 'cancelled',
    text: { status: 'generated', div: '<div>cancelled</div>' },
  };
  const exchange = {
    request: { method: 'GET', path: '/Appointment?status=cancelled', headers: {}, body: undefined },
    response: { status: 200, headers: {}, body, text: JSON.stringify(body) },
  };
  const [hidden] = withoutPeople([attachmentOf(mediaTypes.exchange, JSON.stringify(exchange))], 'a-key');
  const { request, response } = JSON.parse(hidden?.attachment?.body ?? '') as typeof exchange;
  assert.equal(request.path, exchange.request.path);
  assert.equal(response.body.status, 'cancelled');
});

it('what the suite has written is shown as a server shows it, in capitals, too', () => {
  const appointment = (value: string) => ({
    resourceType: 'Appointment',
    identifier: [{ system: 'urn:harness', value }],
  });
  const exchange = {
    request: { method: 'POST', path: '/Appointment', headers: {}, body: appointment('expired') },
    response: { status: 201, headers: {}, body: appointment('EXPIRED'), text: '' },
  };
  const [hidden] = withoutPeople([attachmentOf(mediaTypes.exchange, JSON.stringify(exchange))], 'a-key');
  const { request, response } = JSON.parse(hidden?.attachment?.body ?? '') as typeof exchange;
  assert.deepEqual([request.body, response.body], [appointment('expired'), appointment('EXPIRED')]);
});
