// A sample of the sound servers: none is accused for the form of what it answers. `npm run sound` verifies all of them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FormName } from './index.ts';
import { verifyForm } from './verify-form.ts';

const sample: readonly FormName[] = [
  'the media type is spelled in capitals',
  'Location is relative to the server',
  'links of neighbours are opaque cursors',
  'people have numbers for ids',
];

describe('verify at the level full accuses no sound server', () => {
  for (const name of sample)
    it(name, async () => {
      const { isAsExpected, violated, out, err } = await verifyForm(name);
      assert.ok(isAsExpected, [...violated, out, err].join('\n'));
    });
});
