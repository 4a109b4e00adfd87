// Which scenarios another server is asked with: none that sends what only the mock has shown.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { passed, streamOf } from '../../bench/test-support/stream.ts';
import { scenariosOf } from '../../conformance/suite/messages/index.ts';
import { obstacleOf } from './suite-scripts.ts';

const obstacleTo = (step: string, told: Readonly<Record<string, unknown>> = {}): string | undefined => {
  const [scenario] = scenariosOf(
    streamOf({ scenarios: [{ rules: ['search/patient'], steps: [passed('Action', step)] }] }),
  );
  return scenario && obstacleOf(scenario, told);
};

it('leaves out a scenario that asks with a part of a name', () => {
  assert.match(
    obstacleTo('the client searches Practitioner by a part of the name of practitioner "Ann"') ?? '',
    /a part of what a server has shown/,
  );
  assert.equal(obstacleTo('the client searches Practitioner for:'), undefined);
});

it('leaves out a scenario with a token for a patient whom it has made', () => {
  assert.equal(obstacleTo('the client has a token of Patient/Quinn for "patient/Appointment.read"'), undefined);
  assert.match(obstacleTo('the client has a token of Patient/A for "patient/Appointment.read"') ?? '', /of its own/);
});

it('leaves out a scenario that arranges a setting, unless both sides are said to have it', () => {
  const step = 'the setting doubleBooking is forbid';
  assert.match(obstacleTo(step) ?? '', /arranges/);
  assert.match(obstacleTo(step, { doubleBooking: 'allow' }) ?? '', /arranges/);
  assert.equal(obstacleTo(step, { doubleBooking: 'forbid' }), undefined);
  assert.match(obstacleTo('the clock says "2031-03-04"', { doubleBooking: 'forbid' }) ?? '', /arranges/);
});
