// What a server says, against everything that quotes it: the terminal, the log of a CI job, and each report.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import {
  actingCharacters,
  actsOnReader,
  hostileWords,
  serveHostileWords,
  type HostileServer,
} from '../bench/test-support/hostile-words.ts';
import { call, newFolder, start } from '../bench/test-support/command.ts';
import { instance } from '../fixtures/instance.ts';
import { startMock, type Mock } from '../mock-server/index.ts';

let [mock, server]: [Mock | undefined, HostileServer | undefined] = [undefined, undefined];
const folder = newFolder();
before(async () => {
  mock = await startMock({ records: instance });
  server = await serveHostileWords(mock.url);
});
after(async () => {
  server?.close();
  await mock?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ledger = (url: string): string =>
  [
    { event: 'run', run: 'a1b2c3d4e5f60718', at: '2026-01-01T00:00:00.000Z', baseUrl: url, pid: 1 },
    { event: 'created', run: 'a1b2c3d4e5f60718', n: 1, type: 'Appointment', id: `1${hostileWords}` },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/** The commands, each with the arguments for an address. */
const commands: Readonly<Record<string, (url: string) => readonly string[]>> = {
  verify: () => ['verify', '--rules', 'status,search,read', '--level', 'full', '--out', 'verified'],
  doctor: () => ['doctor'],
  probe: (url) => ['probe', '--against', url, '--level', 'smoke'],
  'probe --json': (url) => ['probe', '--against', url, '--level', 'smoke', '--json'],
  drift: (url) => ['drift', '--against', url, '--rules', 'status', '--out', 'drifted'],
  detect: (url) => ['editions', 'detect', url],
  'detect --json': (url) => ['editions', 'detect', url, '--json'],
  cleanup: () => ['cleanup', '--ledger', 'ledger.jsonl'],
  'examine --journal': (url) => ['examine', '--journal', url, '--out', 'examined'],
  'world export': (url) => ['world', 'export', `no${hostileWords.replaceAll('\0', '')}`, 'x.json', '--url', url],
  mcp: (url) => ['mcp', '--url', `${url}/nowhere`],
};

for (const [name, argumentsFor] of Object.entries(commands))
  it(`${name} shows them and no more`, { timeout: 240_000 }, async () => {
    const url = server?.url ?? '';
    writeFileSync(join(folder, 'ledger.jsonl'), ledger(url));
    const environment = {
      CANVAS_FHIR_BASE_URL: url,
      CANVAS_ACCESS_TOKEN: mock?.token ?? '',
      ...(name === 'verify' ? { CANVAS_MAX_CREATES: '10000' } : {}),
    };
    const { out, err } = await call(folder, argumentsFor(url), environment);
    assert.notEqual(out + err, '');
    assert.deepEqual(actsOnReader(out + err), []);
  });

it('proxy shows them and no more, as text and as JSON', { timeout: 60_000 }, async () => {
  for (const form of [[], ['--json']]) {
    const child = start(folder, ['proxy', '--to', server?.url ?? '', '--port', '0', '--log', 'log', ...form]);
    let text = '';
    const began = new Promise<string>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        const [url] = /http:[\d./]+:\d+/.exec(text) ?? [];
        if (url !== undefined) resolve(url);
      });
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
    const url = await began;
    const headers = { authorization: `Bearer ${mock?.token ?? ''}` };
    for (const path of [
      '/Appointment/a47c7b0e-bbb4-42cd-bc4a-df259d148ea1',
      '/Patient?_count=1',
      '/Appointment',
      '/no\u009bwhere',
    ])
      await (await fetch(url + path, { headers })).arrayBuffer();
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('close', resolve));
    assert.match(text, form.length === 0 ? /surprise/ : /summary/);
    assert.deepEqual(actsOnReader(text), []);
  }
});

const filesIn = (place: string, ending: RegExp): readonly string[] =>
  readdirSync(join(folder, place), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => readFileSync(join(folder, place, path), 'utf8'));

it('they are text in every report', () => {
  for (const place of ['verified', 'examined']) {
    for (const xml of filesIn(place, /\.xml$/))
      // eslint-disable-next-line no-control-regex -- what no XML 1.0 may hold
      assert.doesNotMatch(xml.replace(/<!\[CDATA\[[^]*?\]\]>/g, ''), /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|<img/);
    for (const markdown of filesIn(place, /\.md$/)) {
      assert.deepEqual(actsOnReader(markdown), []);
      // What stands between backticks is text.
      assert.doesNotMatch(markdown.replace(/`[^`\n]*`/g, ''), /<img/);
    }
    for (const html of filesIn(place, /^(?!.*cucumber).*\.html$/)) assert.deepEqual(actingCharacters(html), []);
    for (const html of filesIn(place, /\.html$/)) assert.doesNotMatch(html, /<img src=x|<\/script><img/);
  }
  assert.ok(filesIn('verified', /\.xml$/).length > 0);
});
