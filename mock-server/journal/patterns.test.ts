// Patterns that a caller chooses: whatever they are, and whatever they are held against, they take no long time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMock, type Mock } from '../index.ts';
import { expressionOf } from '../runtime/expression.ts';
import { globOf } from '../runtime/glob.ts';

let mock: Mock;
before(async () => {
  mock = await startMock();
});
after(() => mock.close());

const call = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const stars = `/${'**a'.repeat(60)}b`;
const letters = `/Appointment/${'a'.repeat(900)}`;

test('no pattern of a caller freezes the mock', { timeout: 120_000 }, async () => {
  await call('GET', letters);
  for (const path of [stars, `/${'*a'.repeat(60)}b`, `/*${'**'.repeat(80)}b`]) {
    assert.equal((await call('GET', `/__admin/requests?path=${path}`)).status, 200);
    assert.equal((await call('POST', '/__admin/requests/find', { path })).status, 200);
    assert.equal((await call('POST', '/__admin/faults', { kind: 'error', path })).status, 201);
    assert.equal((await call('POST', '/__admin/holds', { at: 'before-judge', path })).status, 201);
  }
  for (const pathPattern of ['/Appointment/(a+)+b', '(.*)*b', '(a|aa)+$', '(a?){60}a{60}b', '([a-z/A]+)*=']) {
    const sent = await call('GET', `/__admin/requests?pathPattern=${encodeURIComponent(pathPattern)}`);
    assert.equal(sent.status, 200, await sent.text());
    assert.equal((await call('POST', '/__admin/requests/count', { pathPattern })).status, 200);
  }
  assert.equal((await call('GET', letters)).status, 404);
});

test('what cannot be matched in such a time is refused by name', async () => {
  for (const [pathPattern, problem] of [
    ['(a)\\1', /\\1 is not served/],
    ['(?=a)b', /\(\? is not served/],
    ['((a{99}){99}){99}', /too large/],
    ['(', /ends too early|not closed/],
    ['a)', /not opened/],
    ['*', /nothing stands before/],
  ] as const) {
    const answer = await call('POST', '/__admin/requests/find', { pathPattern });
    assert.equal(answer.status, 400, pathPattern);
    assert.match(await answer.text(), problem);
  }
  assert.equal((await call('POST', '/__admin/faults', { kind: 'error', path: `/${'*a'.repeat(249)}` })).status, 400);
});

test('an expression matches as the language of the mock has it', () => {
  const texts = ['', 'a', 'ab', 'aab', 'abc', 'b', '/Appointment/1?_id=2', 'a.b', 'a-b', 'A', '12', 'a1', 'zz', 'aaaa'];
  const patterns =
    'a* a+b? a|b (ab)* a{2,3}b? [a-c]+ [^a] . .* a\\.b [a-]+b ^a\\-b$ \\d+ \\w\\d (a|b|)c? a{2} z{0,} [^/]*'
      .split(' ')
      .concat('/Appointment/.*', '(?:a|ab)(?:c|bcd)?', '[\\d]+', 'a+?b');
  for (const pattern of patterns) {
    const matches = expressionOf(pattern);
    assert.ok(!('fault' in matches), pattern);
    const usual = new RegExp(`^(?:${pattern})$`);
    for (const text of texts) assert.equal(matches(text), usual.test(text), `${pattern} on ${text}`);
  }
});

test('one star stands for a part of a path, two for any number of parts', () => {
  for (const [glob, path, is] of [
    ['/Appointment/*', '/Appointment/1', true],
    ['/Appointment/*', '/Appointment/1/', true],
    ['/Appointment/*', '/Appointment/1/2', false],
    ['/Appointment/**', '/Appointment/1/2', true],
    ['**', '/', true],
    ['/Appointment', '/Appointment/', true],
    ['/a.c', '/abc', false],
    ['*/x', '/x', true],
  ] as const)
    assert.equal(globOf(glob)?.(path), is, `${glob} on ${path}`);
});
