// The exports under the tools of the field: a linter, a validator, a compiler.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { newFolder } from '../bench/test-support/command.ts';
import { exportedIn } from '../bench/test-support/exported.ts';
import { validatedSuite } from '../bench/test-support/validated-suite.ts';
import { packageRoot } from '../conformance/run/package.ts';
import { editions, type Edition } from '../schemas/editions/editions.ts';

const folder = newFolder();

const exported = (...args: readonly string[]): Promise<string> => exportedIn(folder, ...args);

describe('export openapi', () => {
  for (const edition of editions)
    it(`writes a document of ${edition} in which redocly finds no fault`, async () => {
      await exported('openapi', '--edition', edition, '--out', 'openapi.json');
      const redocly = join(packageRoot, 'node_modules/@redocly/cli/bin/cli.js');
      // Canvas's own paths end with a slash, and nobody is refused the CapabilityStatement.
      const skipped = ['no-path-trailing-slash', 'operation-4xx-response'].flatMap((rule) => ['--skip-rule', rule]);
      const args = [redocly, 'lint', join(folder, 'openapi.json'), '--extends', 'recommended-strict', ...skipped];
      const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
      const output = await new Promise<string>((resolve) => {
        execFile(process.execPath, args, { env }, (error, out, err) => {
          resolve(error === null ? '' : out + err);
        });
      });
      assert.equal(output, '');
    });
});

/** What a test changes of a document. */
interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly post?: { readonly responses: Record<string, unknown> } }>>;
}

const documentOf = async (edition: Edition): Promise<OpenApi> =>
  JSON.parse(await exported('openapi', '--edition', edition)) as OpenApi;

/** Two at a time: there are two processors at least. */
describe('an independent validator between the suite and the mock', { concurrency: 2 }, () => {
  for (const edition of editions)
    it(`finds nothing in all of ${edition} that contradicts its document`, async () => {
      const { scenarios, failed, exchanges, stopped } = await validatedSuite(edition, await documentOf(edition));
      assert.deepEqual([...new Set(stopped)], []);
      assert.deepEqual(failed, []);
      assert.ok(scenarios > 500 && exchanges > 1000, `${scenarios} scenarios, ${exchanges} exchanges`);
    });

  it('stops an answer that the document does not know, so that the suite fails', async () => {
    const document = await documentOf(editions[0]);
    delete document.paths['/Appointment']?.post?.responses['201'];
    const rules = ['status/create-is-always-proposed'];
    const { failed, stopped } = await validatedSuite(editions[0], document, rules);
    assert.ok(failed.length > 0);
    assert.match(stopped[0] ?? '', /POST \/Appointment answered 201: .* has no such status/);
  });
});

it('export types writes TypeScript that compiles under strict, libraries included', async () => {
  const file = join(folder, 'canvas.ts');
  await exported('types', '--edition', 'latest', '--out', file);
  const use = join(folder, 'use.ts');
  writeFileSync(
    use,
    `import type { components } from './canvas.js';
export const status: components['schemas']['Appointment']['status'] = 'booked';
// @ts-expect-error: no such status.
export const other: components['schemas']['Appointment']['status'] = 'unheard of';
`,
  );
  const options = {
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
  };
  const faults = ts.getPreEmitDiagnostics(ts.createProgram([file, use], options));
  assert.deepEqual(
    faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    [],
  );
});
