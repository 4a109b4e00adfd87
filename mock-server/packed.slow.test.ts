// The package as a stranger gets it: packed, installed into a folder of its own, and run by the examples of the documents.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pack, run, type Ended } from '../bench/test-support/pack.ts';
import { root } from '../scripts/rooms.mjs';

const folder = mkdtempSync(join(tmpdir(), 'canvas-packed-'));
const stranger = join(folder, 'stranger');
const bin = (name: string): string => join(root, 'node_modules', name);

/** The fenced examples of a document that name their file in the first line. */
const examplesIn = (document: string): ReadonlyMap<string, string> =>
  new Map(
    [...readFileSync(join(root, document), 'utf8').matchAll(/```js\n\/\/ (\S+)\n([^]*?)```/g)].map(
      ([, name = '', text = '']) => [name, text],
    ),
  );

before(async () => {
  const tarball = await pack(folder);
  mkdirSync(stranger);
  writeFileSync(join(stranger, 'package.json'), '{"private": true}');
  const options = ['--engine-strict', '--prefer-offline', '--no-audit', '--no-fund'];
  const installed = await run('npm', ['install', ...options, tarball], stranger);
  assert.equal(installed.code, 0, installed.output);
  assert.doesNotMatch(installed.output, /warn/i);
  symlinkSync(bin('vitest'), join(stranger, 'node_modules', 'vitest'));
  for (const [name, text] of examplesIn('docs/without-a-port.md')) writeFileSync(join(stranger, name), text);
});

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('an example of docs/without-a-port.md', () => {
  it('runs under node:test', async () => {
    const { code, output } = await run(process.execPath, ['--test', 'appointment.node.test.mjs'], stranger);
    assert.equal(code, 0, output);
    assert.match(output, /pass 1\n/);
  });

  it('runs under vitest', async () => {
    const args = [bin('vitest/vitest.mjs'), 'run', 'appointment.vitest.test.mjs'];
    const { code, output } = await run(process.execPath, args, stranger);
    assert.equal(code, 0, output);
    assert.match(output, /1 passed/);
  });

  it('runs under jest, as CommonJS', async () => {
    const args = [bin('jest/bin/jest.js'), 'appointment.jest.test.js'];
    const { code, output } = await run(process.execPath, args, stranger);
    assert.equal(code, 0, output);
    assert.match(output, /1 passed/);
  });
});

/** The size of all files of a folder on the disk, in MB. */
const megabytes = (place: string): number =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + Math.ceil(statSync(join(parentPath, name)).size / 4096) * 4096, 0) /
  2 ** 20;

describe('the installed package', () => {
  it('brings no other package and no script, is small, and holds no tests, mutants or decisions', () => {
    const home = join(stranger, 'node_modules/canvas-fhir-harness');
    const lock = JSON.parse(readFileSync(join(stranger, 'package-lock.json'), 'utf8')) as { packages: object };
    assert.deepEqual(Object.keys(lock.packages), ['', 'node_modules/canvas-fhir-harness']);
    // Cucumber itself takes 38 MB: with it a user of the suite installs about 46.
    assert.ok(megabytes(home) < 8, `${megabytes(home)} MB`);
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { scripts: object };
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare'])
      assert.ok(!(name in manifest.scripts), name);
    const files = readdirSync(home, { recursive: true }).map(String);
    assert.deepEqual(
      files.filter((file) => /\.test\.|test-support|mutant|teeth|decisions/.test(file)),
      [],
    );
    assert.match(readFileSync(join(home, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8'), /^fastify 5/m);
  });

  it('is typed, as ES module and as CommonJS, for Node and for bundlers', async () => {
    const text = `import { mockCanvas, type MockedCanvas } from 'canvas-fhir-harness/nock';
import { startMock } from 'canvas-fhir-harness';
const canvas: MockedCanvas = mockCanvas({ instance: 'example' });
const url: string = canvas.url;
// @ts-expect-error: an instance has a name, not a number.
mockCanvas({ instance: 7 });
export { url, startMock };
`;
    for (const name of ['typed.mts', 'typed.cts']) writeFileSync(join(stranger, name), text);
    const options = ['--noEmit', '--strict', '--target', 'es2023'];
    const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node'];
    const tsc = bin('typescript/bin/tsc');
    for (const way of ['--module node16', '--module esnext --moduleResolution bundler']) {
      const args = [tsc, ...options, ...way.split(' '), ...types, 'typed.mts', 'typed.cts'];
      const { code, output } = await run(process.execPath, args, stranger);
      assert.equal(code, 0, `${way}: ${output}`);
    }
  });

  it('can be required and imported, and has what its exports name', async () => {
    const script = `for (const entry of ['', '/nock', '/fixtures']) {
  const [required, imported] = [require('canvas-fhir-harness' + entry), await import('canvas-fhir-harness' + entry)];
  for (const name of Object.keys(imported)) if (name !== 'default' && !(name in required)) throw new Error(name);
}`;
    const wrapped = `(async () => { ${script} })()`;
    const { code, output } = await run(process.execPath, ['--unhandled-rejections=strict', '-e', wrapped], stranger);
    assert.equal(code, 0, output);
    assert.ok(existsSync(join(stranger, 'node_modules/canvas-fhir-harness/docs/without-a-port.md')));
  });

  it('finds each file that its code reads: schemas, the passages of the documentation, the parts of the report', async () => {
    const harness = (...args: readonly string[]): Promise<Ended> =>
      run(process.execPath, ['node_modules/canvas-fhir-harness/bin/canvas-harness.mjs', ...args], stranger);
    const bare = await harness('verify', '--rules', 'status', '--quiet');
    assert.equal(bare.code, 5, bare.output);
    assert.match(bare.output, /^canvas-harness: .*npm install --save-dev @cucumber\/cucumber\n$/);
    writeFileSync(join(stranger, 'page.md'), '#### Appointment read\nThe visit.\n');
    const checked = await harness('editions', 'check', 'page.md');
    assert.equal(checked.code, 1, checked.output);
    assert.match(checked.output, /rules to look at again: [\s\S]*Held against the edition of 2026-06-22/);
    mkdirSync(join(stranger, 'node_modules/@cucumber'), { recursive: true });
    symlinkSync(bin('@cucumber/cucumber'), join(stranger, 'node_modules/@cucumber/cucumber'));
    const verified = await harness('verify', '--rules', 'status', '--quiet');
    assert.equal(verified.code, 0, verified.output);
    assert.ok(existsSync(join(stranger, 'reports/conformance.html')));
  });

  it('serves the page at /__admin/ with its calendar, required and imported', async () => {
    const script = `for (const { startMock } of [require('canvas-fhir-harness'), await import('canvas-fhir-harness')]) {
  const mock = await startMock();
  for (const path of ['', '/page/main.js', '/page/base.css', '/page/event-calendar.min.js']) {
    const { status } = await fetch(mock.url + '/__admin' + path);
    if (status !== 200) throw new Error(path + ' ' + status);
  }
  await mock.close();
}`;
    const wrapped = `(async () => { ${script} })()`;
    const { code, output } = await run(process.execPath, ['--unhandled-rejections=strict', '-e', wrapped], stranger);
    assert.equal(code, 0, output);
  });
});
