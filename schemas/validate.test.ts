// The schemas are not checked when they are compiled, so that a mock starts sooner. They are checked here.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { collectionNames, recordSchema } from './canvas/collections.ts';
import { settingsSchema } from './canvas/settings-schema.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
const ajv = new Ajv();

const schemas: readonly (readonly [string, object])[] = [
  ...files.map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object] as const),
  ...collectionNames.map((name) => [name, recordSchema(name)] as const),
  ['settings', settingsSchema],
];

for (const [name, schema] of schemas)
  test(`The schema of ${name} is a JSON Schema`, () => {
    void ajv.validateSchema(schema);
    assert.equal(ajv.errorsText(), 'No errors');
  });

test('A schema with a fault would be noticed', () => {
  assert.equal(ajv.validateSchema({ type: 'strnig' }), false);
});
