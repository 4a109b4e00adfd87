// Samples of the seeded faults: verify and drift notice each, and name it by its own rule with at most two others beside it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { driftFault } from './drift-fault.ts';
import type { FaultName } from './index.ts';
import { verdictOnFaults, verifyFault } from './verify-fault.ts';

const sample: readonly FaultName[] = [
  'create answers 200',
  'the second date is ignored',
  'an appointment is found by its former practitioner',
  'the text of a refusal stands under diagnostics',
  'update does nothing',
  'fulfilled is stored as booked',
  'description is missing',
];

describe('verify at the level full', () => {
  it('finds a sound server conformant', async () => {
    const { conclusion, because } = await verdictOnFaults([]);
    assert.equal(conclusion, 'conformant', because.join('; '));
  });

  for (const name of sample)
    it(`finds: ${name}`, async () => {
      const { isNoticed, isNamed, others } = await verifyFault(name);
      assert.deepEqual([isNoticed, isNamed, others.length <= 2], [true, true, true], others.join(', '));
    });
});

const sampleOfDrift: readonly FaultName[] = [
  'any create that is refused is stored',
  'a description without a reason is refused',
  'a patient is refused',
];

describe('drift', () => {
  for (const name of sampleOfDrift)
    it(`finds: ${name}`, async () => {
      const { isNoticed, isNamed, others } = await driftFault(name);
      assert.deepEqual([isNoticed, isNamed, others.length <= 2], [true, true, true], others.join(', '));
    });
});
