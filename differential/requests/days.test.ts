// Which days a script can name.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { featureTexts } from '../../conformance/suite/index.ts';
import { reach } from './days.ts';

describe('the days around that of a script', () => {
  it('hold every day that a feature counts from its own', () => {
    const distances = featureTexts().flatMap((text) =>
      [...text.matchAll(/\{day([+-]\d+)\}/g)].map(([, distance]) => Math.abs(Number(distance))),
    );
    const furthest = Math.max(...distances);
    assert.ok(furthest > 0 && furthest <= reach, `a feature names a day ${furthest} days away, scripts know ${reach}`);
  });
});
