// The exports under the tools of the field: a linter, a compiler.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { call, newFolder } from '../bench/test-support/command.ts';
import { exportedIn } from '../bench/test-support/exported.ts';
import { contradictionsWith } from '../bench/test-support/openapi-exchanges.ts';
import { packageRoot } from '../conformance/run/package.ts';
import { readMessages, scenariosOf } from '../conformance/suite/messages/index.ts';
import { exchangesOf } from '../conformance/verdict/index.ts';
import type { Exchange } from '../targets/index.ts';
import { editions } from '../schemas/editions/editions.ts';

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

/** The FHIR exchanges of a run of the whole suite. */
const exchangesUnder = async (edition: string): Promise<readonly Exchange[]> => {
  const { code, out, err } = await call(folder, ['verify', '-q', '--edition', edition, '--out', edition]);
  assert.equal(code, 0, out + err);
  return scenariosOf(readMessages(join(folder, edition)))
    .flatMap(exchangesOf)
    .filter(({ request }) => !request.path.startsWith('/auth/'));
};

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);

describe('no exchange of the suite contradicts the OpenAPI document', () => {
  for (const edition of editions)
    it(`of ${edition}`, async () => {
      const document = JSON.parse(await exported('openapi', '--edition', edition)) as object;
      const contradictionsIn = await contradictionsWith(document);
      const exchanges = await exchangesUnder(edition);
      assert.ok(exchanges.length > 1000, String(exchanges.length));
      const found = exchanges.flatMap(({ request, response }) =>
        contradictionsIn({ ...request, body: textOf(request.body) }, response),
      );
      assert.deepEqual([...new Set(found)], []);
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
