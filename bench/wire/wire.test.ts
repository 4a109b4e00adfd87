// Each line of the wire table gets what docs/wire.md says, sent by the HTTP clients of npm and as bytes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { root } from '../../scripts/rooms.mjs';
import { check, sendAll } from './checking.ts';
import { plainClients } from './npm-clients.ts';
import { wirePage } from './page.ts';
import { rows } from './rows.ts';

let mock: Mock;
before(async () => {
  mock = await startMock();
});
after(() => mock.close());

for (const client of plainClients)
  test(client.name, (context) => sendAll(client, mock, (sent) => context.diagnostic(`cannot send: ${sent}`)));

describe('bytes', () => {
  for (const row of rows)
    if (row.bytes !== undefined)
      test(`${row.topic}: ${row.sent}`, async () => {
        const { hostname, port } = new URL(mock.url);
        const socket = connect(Number(port), hostname);
        let text = '';
        socket.setEncoding('utf8').on('data', (part: string) => (text += part));
        socket.write(row.bytes ?? '');
        await once(socket, 'end');
        socket.destroy();
        const [head = '', body = ''] = text.split('\r\n\r\n');
        check(row, { status: Number(head.split(' ')[1]), headers: {}, text: body });
      });
});

test('docs/wire.md is what the table makes of it (npm run wire-page writes it)', async () => {
  assert.equal(readFileSync(join(root, 'docs/wire.md'), 'utf8'), await wirePage());
});
