// Calls `export` for tests.
import assert from 'node:assert/strict';
import { call } from './command.ts';

/** What `export` writes to the standard output, called in a folder. Fails where it does not end in 0. */
export const exportedIn = async (folder: string, ...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await call(folder, ['export', ...args]);
  assert.equal(code, 0, err);
  return out;
};
