// canvas-harness export as its users meet it: what it writes.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { newFolder } from '../bench/test-support/command.ts';
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

it('export writes the same bytes each time', async () => {
  await exported('openapi', '--out', 'first.json');
  assert.equal(readFileSync(join(folder, 'first.json'), 'utf8'), await exported('openapi'));
});
