// The drift command against a mock in a process of its own, for tests.
import assert from 'node:assert/strict';
import type { DriftDocument } from '../../differential/drift/index.ts';
import type { MockOptions } from '../../mock-server/index.ts';
import { against, startChildServer } from './child-server.ts';
import { call, newFolder, type Environment } from './command.ts';

/** What drift says about a server. Throws where it says something on standard error. */
export const driftAgainst = async (
  url: string,
  args: readonly string[],
  environment: Environment = {},
): Promise<DriftDocument> => {
  const { out, err } = await call(newFolder(), ['drift', '--against', url, '--json', '-q', ...args], environment);
  assert.equal(err, '');
  return JSON.parse(out) as DriftDocument;
};

/** What drift finds between the mock here and one of these options. */
export const driftFrom = (options: MockOptions, ...args: readonly string[]): Promise<DriftDocument> =>
  against(startChildServer('deviating', options), (url) => driftAgainst(url, args));
