// The whole suite through the real command line, with bodies validated as the framework does it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call as callIn, newFolder, type Ended } from '../bench/test-support/command.ts';

const folder = newFolder();

const call = (args: readonly string[]): Promise<Ended> => callIn(folder, args);

describe('verify of every rule', () => {
  it('is borne out by recheck as a whole, with bodies validated as the framework does it', async () => {
    assert.equal((await call(['verify', '--quiet', '--out', 'whole', '--validation', 'framework'])).code, 0);
    const { code, out } = await call(['recheck', 'whole']);
    assert.match(out, /^Each of \d+ verdicts follows from the messages, and each of \d+ scenarios/);
    assert.equal(code, 0);
  });
});
