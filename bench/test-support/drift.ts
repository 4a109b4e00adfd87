// The drift command against a mock in a process of its own, for tests.
import assert from 'node:assert/strict';
import type { DriftDocument } from '../../differential/drift/index.ts';
import type { MockOptions } from '../../mock-server/index.ts';
import { against, startChildServer } from './child-server.ts';
import { call, newFolder } from './command.ts';

/** What drift finds between the mock here and one of these options. */
export const driftFrom = async (options: MockOptions, ...args: readonly string[]): Promise<DriftDocument> =>
  against(startChildServer('deviating', options), async (url) => {
    const { out, err } = await call(newFolder(), ['drift', '--against', url, '--json', '-q', ...args]);
    assert.equal(err, '');
    return JSON.parse(out) as DriftDocument;
  });
