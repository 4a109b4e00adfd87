// What the command of the mock may be told, a configuration file may say too.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder } from '../bench/test-support/command.ts';
import { readConfigFile } from '../mock-server/standalone/config-file.ts';
import { mockOptions } from './mock-options.ts';

/** Said by the file itself, or by its `settings`. */
const ofTheCommandAlone = ['config', 'setting'];

/** Values of the names whose form is looked at when the file is read. */
const valueOf: Readonly<Record<string, unknown>> = { quiet: true, json: true, empty: true, log: 'text' };

test('each option of the command is a name of a configuration file', () => {
  const names = mockOptions()
    .map((option) => option.attributeName())
    .filter((name) => !ofTheCommandAlone.includes(name));
  assert.ok(names.length > 20);
  const file = join(newFolder(), 'mock.json');
  for (const name of names) {
    writeFileSync(file, JSON.stringify({ [name]: valueOf[name] ?? 'any' }));
    assert.deepEqual(Object.keys(readConfigFile(file)), [name]);
  }
});
