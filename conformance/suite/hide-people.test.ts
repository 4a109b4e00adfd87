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
