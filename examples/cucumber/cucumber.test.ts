// The cucumber project of this folder, run as a user would run it, with this checkout as the installed package.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'canvas-cucumber-'));

after(() => rmSync(project, { recursive: true, force: true }));

it('runs against the embedded mock', async () => {
  for (const part of ['package.json', 'features'])
    cpSync(join(root, 'examples/cucumber', part), join(project, part), { recursive: true });
  mkdirSync(join(project, 'node_modules/@cucumber'), { recursive: true });
  symlinkSync(root, join(project, 'node_modules/canvas-fhir-harness'));
  symlinkSync(join(root, 'node_modules/@cucumber/cucumber'), join(project, 'node_modules/@cucumber/cucumber'));
  const cucumber = join(root, 'node_modules/@cucumber/cucumber/bin/cucumber.js');
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const { error, out } = await new Promise<{ error: Error | null; out: string }>((resolve) => {
    execFile(process.execPath, [cucumber], { cwd: project, env }, (failed, stdout, stderr) => {
      resolve({ error: failed, out: stdout + stderr });
    });
  });
  assert.equal(error, null, out);
  assert.match(out, /2 scenarios \(2 passed\)/);
});
