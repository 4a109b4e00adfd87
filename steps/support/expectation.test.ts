// What a cell of a table asks for, once the names in it are resolved.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { valueOf } from './expectation.ts';

const resolve = (text: string): string => text.replaceAll('{Pat}', '4000021').replaceAll('{Ann}', 'true');

it('a cell is JSON, or text where it is not JSON as it is written', () => {
  for (const [cell, value] of [
    ['{Pat}', '4000021'],
    ['{Ann}', 'true'],
    ['Patient/{Pat}', 'Patient/4000021'],
    ['{"reference":"Patient/{Pat}"}', { reference: 'Patient/4000021' }],
    ['["{Ann}"]', ['true']],
    ['12', 12],
    ['null', null],
    ['(absent)', undefined],
  ] as const)
    assert.deepEqual(valueOf(cell, resolve), value, cell);
});
