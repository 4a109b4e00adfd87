// examine --while: an application that a person drives, at one address, from world to world.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { newFolder, start } from '../bench/test-support/command.ts';
import { freePort } from '../bench/test-support/free-port.ts';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import type { VerdictDocument } from '../conformance/verdict/index.ts';

describe('examine --while', () => {
  it('has one address in every world, goes on at Enter, and judges at q', { timeout: 60_000 }, async () => {
    const [folder, port] = [newFolder(), await freePort()];
    const child = start(folder, ['examine', '--while', '--port', String(port), '--out', 'out']);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const worlds: string[] = [];
    let token = '';
    for await (const line of createInterface({ input: child.stderr })) {
      token = /the token (\S+)$/.exec(line)?.[1] ?? token;
      if (line.startsWith('world ')) worlds.push(line);
      if (!line.startsWith(`  at http://127.0.0.1:${port}: `)) continue;
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ resourceType: 'Appointment', status: 'arrived', start: '2031-03-04T15:00:00' });
      await (await fetch(`http://127.0.0.1:${port}/Appointment`, { method: 'POST', headers, body })).text();
      child.stdin.write(worlds.length === 4 ? 'q\n' : '\n');
    }
    assert.equal(await ended, 1);
    assert.deepEqual(
      worlds.map((line) => /^world \d+ of \d+/.exec(line)?.[0]),
      ['world 1 of 17', 'world 2 of 17', 'world 3 of 17', 'world 4 of 17'],
    );
    const { rules } = JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8')) as VerdictDocument;
    assert.equal(rules.find(({ id }) => id === 'sending/instants-have-a-zone')?.verdict, 'violated');
  });

  it('lets the clinic act for an application that listens', { timeout: 120_000 }, async () => {
    const [folder, port] = [newFolder(), await freePort()];
    let token = '';
    const followUp = async (start: string): Promise<void> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const at = (hour: string) => start.replace(/T\d\d:\d\d/, `T${hour}`);
      const body = JSON.stringify({ ...canonicalAppointment(), start: at('20:00'), end: at('20:30') });
      await fetch(`http://127.0.0.1:${port}/Appointment`, { method: 'POST', headers, body });
    };
    // It acts on each delivery, and never looks.
    const app = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      request.on('end', () => {
        response.writeHead(204).end();
        const { event, appointment } = JSON.parse(text) as { event: string; appointment: { start_time: string } };
        const isOwn = appointment.start_time.includes('T20:00');
        if (event === 'APPOINTMENT_CREATED' && !isOwn) void followUp(appointment.start_time);
      });
    }).listen(0, '127.0.0.1');
    await once(app, 'listening');
    const receiver = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
    const args = ['--while', '--port', String(port), '--receiver', receiver, '--out', 'out'];
    const child = start(folder, ['examine', ...args]);
    const ended = once(child, 'close');
    let worlds = 0;
    for await (const line of createInterface({ input: child.stderr })) {
      token = /the token (\S+)$/.exec(line)?.[1] ?? token;
      if (!line.startsWith('  at ')) continue;
      worlds += 1;
      if (line.includes('leave the application alone')) await pause(3000);
      child.stdin.write('\n');
    }
    await ended;
    app.close();
    assert.equal(worlds, 21);
    const { rules } = JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8')) as VerdictDocument;
    const events = rules.filter(({ id }) => id.startsWith('events/')).map(({ verdict }) => verdict);
    assert.deepEqual(events, ['violated', 'violated', 'violated']);
  });
});
