// The files of the page over HTTP: where they are, what a browser may do with them, and that opening them changes nothing.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startMock, type Mock } from '../../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ adminToken: 'secret' });
});
after(() => mock.close());

const folder = new URL('./browser/', import.meta.url);

test('the page is at /__admin with and without a slash, and lets nothing but its own server in', async () => {
  for (const path of ['/__admin', '/__admin/', '/__admin/?world=alpha']) {
    const response = await fetch(mock.url + path);
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'self';.*frame-ancestors 'none'/);
    assert.match(await response.text(), /<title>canvas-harness mock<\/title>/);
  }
  assert.equal(mock.worlds.get('alpha'), undefined, 'a page that is opened makes no world');
  assert.equal((await fetch(`${mock.url}/__admin/`, { method: 'HEAD' })).status, 200);
});

test('every file of the page is served, and nothing that is not one', async () => {
  const types: Readonly<Record<string, RegExp>> = { js: /^text\/javascript/, css: /^text\/css/, svg: /^image\/svg/ };
  const names = [...readdirSync(folder), 'event-calendar.min.js', 'event-calendar.min.css'];
  for (const name of names.filter((one) => !one.endsWith('.html'))) {
    const response = await fetch(`${mock.url}/__admin/page/${name}`);
    assert.equal(response.status, 200, name);
    assert.match(response.headers.get('content-type') ?? '', types[name.split('.').at(-1) ?? ''] ?? /^$/);
    await response.body?.cancel();
  }
  for (const name of ['page.ts', '..%2Fpage.ts', '%2e%2e%2f%2e%2e%2findex.js', 'none.js', 'a'.repeat(300)]) {
    const response = await fetch(`${mock.url}/__admin/page/${name}`);
    assert.equal(response.status, 404, name);
    assert.match(((await response.json()) as { error: string }).error, /^The page has no file/);
  }
});

test('a file that a browser has is not sent again', async () => {
  const first = await fetch(`${mock.url}/__admin/page/main.js`);
  await first.body?.cancel();
  const tag = first.headers.get('etag') ?? '';
  const second = await fetch(`${mock.url}/__admin/page/main.js`, { headers: { 'if-none-match': tag } });
  assert.equal(second.status, 304);
});

test('the files name no other host, and put nothing in as markup', () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8').replaceAll('http://www.w3.org/2000/svg', '');
    assert.doesNotMatch(text, /https?:\/\/|innerHTML|insertAdjacentHTML|document\.write|\beval\(/, name);
  }
});
