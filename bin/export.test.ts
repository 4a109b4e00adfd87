// canvas-harness export as its users meet it: what it writes, and one line for what it cannot do.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { call, newFolder } from '../bench/test-support/command.ts';
import { exportedIn } from '../bench/test-support/exported.ts';
import { startMock } from '../mock-server/index.ts';

const folder = newFolder();

const exported = (...args: readonly string[]): Promise<string> => exportedIn(folder, ...args);

describe('export openapi', () => {
  it('names the refusals of each operation by their rules, with the text that the mock answers', async () => {
    const document = JSON.parse(await exported('openapi')) as {
      paths: Record<string, { post: { responses: Record<string, { content: Record<string, { examples: object }> }> } }>;
    };
    const refusals = document.paths['/Appointment']?.post.responses['422']?.content['application/fhir+json']?.examples;
    const rule = 'booking/double-booking-refused';
    const example = (refusals as Record<string, { value: { issue: { details: { text: string } }[] } }>)[rule];
    assert.equal(example?.value.issue[0]?.details.text, 'This appointment time is no longer available.');
  });

  it('has the parameters of the edition', async () => {
    assert.doesNotMatch(await exported('openapi', '--edition', '2024-01-16'), /include-non-schedulable-practitioners/);
    assert.match(await exported('openapi', '--edition', 'latest'), /include-non-schedulable-practitioners/);
  });
});

it('export capability writes what the mock of the edition serves, but for the day', async () => {
  const written = JSON.parse(await exported('capability', '--edition', 'latest')) as object;
  const mock = await startMock({ edition: 'latest' });
  try {
    const served = (await (await fetch(`${mock.url}/metadata`)).json()) as object;
    assert.deepEqual({ ...written, date: '' }, { ...served, date: '' });
  } finally {
    await mock.close();
  }
});

interface PostmanCollection {
  readonly item: readonly { readonly name: string; readonly item: readonly { readonly name: string }[] }[];
}

it('export postman and export bruno hold the same calls: a folder an interaction, a call a refusal', async () => {
  const { item } = JSON.parse(await exported('postman', '--edition', 'latest')) as PostmanCollection;
  const create = item.find(({ name }) => name === 'Create an Appointment')?.item.map(({ name }) => name) ?? [];
  for (const call of ['Create an Appointment', 'access/token-required', 'reason-code/must-exist'])
    assert.ok(create.includes(call), call);
  await exported('bruno', '--edition', 'latest', '--out', 'bruno');
  const files = readdirSync(join(folder, 'bruno', 'Create an Appointment')).filter((name) => name !== 'folder.bru');
  assert.deepEqual(
    files.map((name) => name.replace('.bru', '')).toSorted(),
    create.map((name) => name.replace('/', ' ')).toSorted(),
  );
  const refused = readFileSync(join(folder, 'bruno/Create an Appointment/reason-code must-exist.bru'), 'utf8');
  assert.match(
    refused,
    /expect\(said\)\.to\.equal\("structured reason for visit with code NOSUCH77 does not exist"\);/,
  );
  const folders = readdirSync(join(folder, 'bruno')).filter((name) =>
    statSync(join(folder, 'bruno', name)).isDirectory(),
  );
  assert.deepEqual(
    folders.filter((name) => name !== 'environments').toSorted(),
    item.map(({ name }) => name).toSorted(),
  );
});

it('export bruno leaves a folder alone that is not empty', async () => {
  writeFileSync(join(folder, 'own.txt'), '');
  const { code, err } = await call(folder, ['export', 'bruno', '--out', '.']);
  assert.deepEqual([code, err], [2, 'canvas-harness: cannot write .: the folder is not empty\n']);
  assert.ok(!existsSync(join(folder, 'bruno.json')));
});

// Node's own way of making folders in one step never returns there.
it('export bruno and mock say at once that a folder below /proc cannot be made', async () => {
  const [collection, data] = [
    await call(folder, ['export', 'bruno', '--out', '/proc/none/collection']),
    await call(folder, ['mock', '--port', '0', '--data', '/proc/none/data']),
  ];
  assert.deepEqual([collection.code, data.code], [2, 5]);
  assert.match(collection.err, /^canvas-harness: cannot write \/proc\/none\/collection: [^\n]+\n$/);
  assert.match(data.err, /^canvas-harness: the data directory \/proc\/none\/data cannot be made: [^\n]+\n$/);
});

it('export writes the same bytes each time', async () => {
  await exported('openapi', '--out', 'first.json');
  assert.equal(readFileSync(join(folder, 'first.json'), 'utf8'), await exported('openapi'));
});

const misuse: readonly (readonly [readonly string[], RegExp])[] = [
  [['swagger'], /'swagger' is invalid.*Allowed choices are openapi, types/],
  [[], /missing required argument 'format'/],
  [['openapi', '--edition', '1999-01-01'], /Allowed choices are 2024-01-16/],
  [
    ['openapi', '--out', 'no/such/folder.json'],
    /^canvas-harness: cannot write no\/such\/folder\.json: there is no such file or folder\n$/,
  ],
  [['bruno'], /^canvas-harness: a Bruno collection is a folder: name one with --out <folder>\n$/],
  [['types', '--out', '.'], /^canvas-harness: cannot write \.: it is a folder\n$/],
];

describe('export called wrongly exits with 2 and one clear line', { concurrency: 2 }, () => {
  for (const [args, expected] of misuse)
    it(['export', ...args].join(' '), async () => {
      const { code, out, err } = await call(folder, ['export', ...args]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, expected);
    });
});
