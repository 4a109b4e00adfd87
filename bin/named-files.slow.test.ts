// Commands that are told to read what is no file: pipes into which nobody writes, devices, files without an end.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { call, newFolder } from '../bench/test-support/command.ts';

const folder = newFolder();
after(() => rmSync(folder, { recursive: true, force: true }));

const pipeIn = (place: string, name: string): string => {
  const pipe = join(place, name);
  execFileSync('mkfifo', [pipe]);
  return pipe;
};

const live = { CANVAS_FHIR_BASE_URL: 'http://127.0.0.1:9', CANVAS_ACCESS_TOKEN: 'x' };

describe('a named file that is no regular file is refused in one line', { skip: process.platform === 'win32' }, () => {
  const file = pipeIn(folder, 'named');
  for (const args of [
    ['mock', '--port', '0', '--import', file],
    ['mock', '--port', '0', '--config', file],
    ['cleanup', '--ledger', file],
    ['verify', '--ledger', file],
    ['verify', '--config', file],
    ['verify', '--known-deviations', file],
    ['drift', '--against', 'http://127.0.0.1:9', '--config', file],
    ['probe', '--config', file],
    ['examine', '--journal', file],
    ['editions', 'check', file],
    ['editions', 'upgrade', '--journal', file],
    ['compare', file, file],
  ])
    it(args.join(' ').replaceAll(file, '<pipe>'), async () => {
      const { code, err, out } = await call(newFolder(), args, args[0] === 'mock' ? {} : live);
      assert.notEqual(code, 0);
      assert.match(err + out, /it is no regular file/);
    });

  for (const name of ['verdict.json', 'messages.ndjson', 'messages.ndjson.gz', 'cassette.json'])
    it(`recheck, merge, verify --replay and drift --against of a folder whose ${name} is one`, async () => {
      const run = newFolder();
      pipeIn(run, name);
      for (const args of [
        ['recheck', run],
        ['merge', run],
        ['verify', '--replay', run],
        ['drift', '--against', run],
      ]) {
        const { code, err, out } = await call(newFolder(), args);
        assert.notEqual(code, 0, args.join(' '));
        assert.equal(/^ {4}at /m.test(err + out), false, err + out);
      }
    });
});
