// What stands at a place that tells of a person is hidden; a resource that repeats its own id there tells nothing by it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hideByPlace } from './by-place.ts';
import { Pseudonyms } from './pseudonyms.ts';

const hidden = (value: unknown): string => JSON.stringify(hideByPlace(value, new Pseudonyms('key'), new Set()));

const encounter = (id: string, number: string) => ({ resourceType: 'Encounter', id, identifier: [{ value: number }] });

describe('an identifier', () => {
  it('is hidden', () => {
    assert.doesNotMatch(hidden(encounter('e-1', '900100200')), /900100200/);
  });

  it('is shown where it is the id of its resource, since ids are', () => {
    const one = encounter('3f1c9d3e-0000-4000-8000-000000000001', '3f1c9d3e-0000-4000-8000-000000000001');
    assert.equal(hidden(one), JSON.stringify(one));
    assert.equal(hidden({ resourceType: 'Bundle', id: 'b', entry: [{ resource: one }] }).includes(one.id), true);
  });

  it('is hidden where it is the id of another resource', () => {
    assert.doesNotMatch(
      hidden({ resourceType: 'Bundle', id: '900100200', entry: [{ resource: encounter('e-1', '900100200') }] }),
      /"value":"900100200"/,
    );
  });
});
