// The root: a browser comes to the page, a client is told where to go on.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startMock } from '../index.ts';

it('leads a browser to the page and names /metadata and /__admin/ to a client, without a token', async () => {
  const { url, close } = await startMock();
  try {
    const asked = await fetch(url, { headers: { accept: 'text/html,*/*;q=0.8' }, redirect: 'manual' });
    assert.deepEqual([asked.status, asked.headers.get('location')], [302, '/__admin/']);
    const told = (await (await fetch(url)).json()) as Record<string, unknown>;
    assert.deepEqual([told['capabilities'], told['page']], ['/metadata', '/__admin/']);
  } finally {
    await close();
  }
});
