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
import type { Received, Reply } from '../bench/test-support/server.ts';
import { verifyAgainst } from '../bench/test-support/verify-against.ts';
import { packageRoot } from '../conformance/run/package.ts';
import { readMessages, scenariosOf } from '../conformance/suite/messages/index.ts';
import { exchangesOf } from '../conformance/verdict/index.ts';
import type { MockOptions } from '../mock-server/index.ts';
import type { Exchange } from '../targets/index.ts';
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

/** The suite goes through the validator: what contradicts the document is answered 502 with what is wrong. */
const verifiedThrough = async (edition: Edition, mock: MockOptions, ...rules: readonly string[]) => {
  const document = JSON.parse(await exported('openapi', '--edition', edition)) as object;
  const contradictionsIn = await contradictionsWith(document);
  const stopped: string[] = [];
  const changeAnswer = (reply: Reply, { method, url, headers, body }: Received): Reply => {
    if (url.startsWith('/auth/')) return reply;
    const told = { method, path: url, headers: headers as Readonly<Record<string, string>>, body };
    const found = contradictionsIn(told, { status: reply.status, text: textOf(reply.body) });
    stopped.push(...found);
    return found.length === 0 ? reply : { status: 502, body: found.join('\n') };
  };
  const args = ['--edition', edition];
  const { code, out, received } = await verifyAgainst({ mock: { edition, ...mock }, args, changeAnswer }, ...rules);
  return { code, out, stopped, exchanges: received.length };
};

const topics = ['interaction', 'status', 'booking', 'participant', 'reason-code', 'searchset', 'encounter'];

describe('a validator between the suite and the mock', () => {
  for (const edition of [editions[0], editions.at(-1) ?? editions[0]])
    it(`lets all of ${edition} pass`, async () => {
      const { code, out, stopped, exchanges } = await verifiedThrough(edition, {}, ...topics);
      assert.deepEqual([...new Set(stopped)], []);
      assert.equal(code, 0, out);
      assert.ok(exchanges > 300, String(exchanges));
    });

  it('stops an answer that the document does not know, so that the suite fails', async () => {
    const alteration: NonNullable<MockOptions['alteration']> = {
      answer: (answer) => (answer.status === 201 ? { ...answer, status: 202 } : answer),
    };
    const { code, stopped } = await verifiedThrough(editions[0], { alteration }, 'status/create-is-always-proposed');
    assert.notEqual(code, 0);
    assert.match(stopped[0] ?? '', /POST \/Appointment answered 202: .* has no such status/);
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
