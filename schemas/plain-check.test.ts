import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isSound } from './plain-check.ts';
import { faultIn, faultOnce } from './validate.ts';

const schema = {
  $id: 'plain-check-test.schema.json',
  type: 'object',
  additionalProperties: false,
  properties: {
    anything: {},
    count: { type: 'integer', minimum: 0, maximum: 3 },
    flag: { type: 'boolean' },
    kind: { enum: ['a', 'b'] },
    list: { type: 'array', items: { enum: ['a', 'b'] } },
    map: { type: 'object', propertyNames: { enum: ['a', 'b'] }, additionalProperties: { type: ['string', 'object'] } },
    name: { description: 'A name', type: 'string', minLength: 2 },
  },
} as const;

const leaf = fc.constantFrom('', 'a', 'b', 'c', '😀', 'ab', '😀😀', -1, 0, 3, 4, 0.5, true, false, null, NaN, Infinity);
const value = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c', 'toString'), fc.oneof(leaf, fc.constant({})), { maxKeys: 3 }),
);
const member = fc.constantFrom(...Object.keys(schema.properties), 'unknown', 'constructor');

describe('a schema of plain keywords', () => {
  it('finds sound what the compiled schema finds sound, and nothing else', () => {
    const records = fc.oneof({ weight: 9, arbitrary: fc.dictionary(member, value, { maxKeys: 3 }) }, value);
    fc.assert(
      fc.property(records, (record) => {
        assert.equal(isSound(schema, record), faultIn(schema, record) === undefined);
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves a keyword that is not plain to the compiled schema', () => {
    const zone = { $id: 'plain-check-zone.schema.json', type: 'string', format: 'iana-time-zone' } as const;
    assert.equal(isSound(zone, 'America/New_York'), false);
    assert.equal(faultOnce(zone, 'America/New_York'), undefined);
    assert.match(faultOnce(zone, 'Nowhere/Land')?.problem ?? '', /must match format/);
  });
});
