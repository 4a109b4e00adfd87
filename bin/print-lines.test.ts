// Colour in the output of commands: on a terminal, never in a pipe, and never with NO_COLOR.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, newFolder } from '../bench/test-support/command.ts';

const escape = '\u001B[';

/** FORCE_COLOR is what programs take for a terminal where there is none. */
const firstLine = async (args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> => {
  const { out } = await call(newFolder(), args, environment);
  return out.split('\n')[0] ?? '';
};

const verify = ['verify', '-q', '--rules', 'status/cancelled-is-final'];
const doctor = ['doctor'];
const nowhere = { CANVAS_FHIR_BASE_URL: 'http://127.0.0.1:59998', CANVAS_CLIENT_ID: 'a', CANVAS_CLIENT_SECRET: 'b' };

describe('colour', () => {
  it('marks the verdict of a run', async () => {
    assert.ok((await firstLine(verify, { FORCE_COLOR: '1' })).startsWith(`${escape}33mPARTIAL${escape}39m (`));
  });

  it('marks what doctor found', async () => {
    assert.ok(
      (await firstLine(doctor, { ...nowhere, FORCE_COLOR: '1' })).startsWith(`${escape}31munreachable${escape}39m  `),
    );
  });

  for (const environment of [{}, { NO_COLOR: '1' }])
    it(`is left out ${'NO_COLOR' in environment ? 'with NO_COLOR' : 'in a pipe'}`, async () => {
      assert.match(await firstLine(doctor, { ...nowhere, ...environment }), /^unreachable {2}/);
    });
});
