// The form of what a run has made: each element is looked at in whatever answer shows it, and a wrong one is said once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../targets/index.ts';
import { newlyMisshownIn } from './shown-forms.ts';

const id = '0b1cf0ae-6a5e-4d5c-8e53-1d7d2f0b7a11';

const mark = { id, system: 'urn:canvas-harness:run', value: '0123456789abcdef/1' };

const sound = {
  resourceType: 'Appointment',
  id,
  contained: [{ resourceType: 'Endpoint', id: 'appointment-meeting-endpoint-0' }],
  identifier: [mark],
  reasonCode: [{ text: 'Cough' }],
  description: 'Cough',
  supportingInformation: [
    { reference: 'Location/1', type: 'Location' },
    { reference: '#appointment-meeting-endpoint-0' },
  ],
  start: '2031-03-04T15:00:00+00:00',
  end: '2031-03-04T15:30:00+00:00',
  participant: [
    { actor: { reference: 'Practitioner/1', type: 'Practitioner' }, status: 'accepted' },
    { actor: { reference: 'Patient/2', type: 'Patient' }, status: 'accepted' },
  ],
};

const exchangeOf = (method: string, body: unknown): Exchange => ({
  request: { method, path: '/Appointment', headers: {}, body: undefined },
  response: { status: 200, headers: {}, body, text: '' },
});

const read = (resource: unknown): Exchange => exchangeOf('GET', resource);
const searched = (resource: unknown): Exchange => read({ resourceType: 'Bundle', entry: [{ resource }] });

const rulesIn = (exchange: Exchange): readonly (string | undefined)[] =>
  newlyMisshownIn(exchange).map(({ rule }) => rule);

test('what is shown as documented is let be, and so is what lacks an element, or a mark', () => {
  const { resourceType, start, end } = sound;
  const others = { ...sound, identifier: [], start: 'today' };
  for (const one of [
    sound,
    { resourceType, id, identifier: [mark], start, end },
    others,
    { ...others, identifier: undefined },
  ])
    for (const exchange of [read(one), searched(one)]) assert.deepEqual(rulesIn(exchange), []);
  assert.deepEqual(rulesIn(exchangeOf('POST', { ...sound, start: 'today' })), []);
});

test('each element that is shown otherwise is named by its rule, in a searchset as well, and once', () => {
  const wrong: readonly (readonly [rule: string, change: object])[] = [
    ['read/id', { id: '17' }],
    ['participant/status-reads-accepted', { participant: [{ ...sound.participant[0], status: 'tentative' }] }],
    ['participant/actor-type', { participant: [{ actor: { reference: 'Patient/2' }, status: 'accepted' }] }],
    ['supporting-information/location-type', { supportingInformation: [{ reference: 'Location/1' }] }],
    ['supporting-information/endpoint-suffix', { contained: [{ id: 'appointment-meeting-endpoint' }] }],
    ['reason-code/description-mirrors-text', { description: 'Fever' }],
    ['identifier/id-assigned', { identifier: [{ ...mark, id: undefined }] }],
    ['booking/shown-in-utc', { end: '2031-03-04T15:30:00.000Z' }],
  ];
  for (const [rule, change] of wrong) {
    assert.deepEqual(rulesIn(searched({ ...sound, ...change })), [rule]);
    assert.deepEqual(rulesIn(read({ ...sound, ...change })), []);
  }
});
