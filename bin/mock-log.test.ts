// The lines that canvas-harness mock prints: for each request, on a terminal and off it, and for an imported file.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { newFolder, start, type Environment } from '../bench/test-support/command.ts';
import { packageRoot } from '../conformance/run/package.ts';

const folder = newFolder();

const authorization = 'Bearer canvas-development-token';

/** The lines of a mock up to its address, then two requests, then its lines up to its end. */
const linesOf = async (child: ChildProcess, end = () => child.kill('SIGTERM')): Promise<readonly string[]> => {
  const lines: string[] = [];
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  assert.ok(child.stdout);
  const ended = once(child, 'close');
  const url = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      lines.push(line);
      const found = address.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    }),
  );
  await fetch(`${url}/Appointment?_count=1`, { headers: { authorization } });
  await fetch(`${url}/Appointment/none`, { headers: { authorization } });
  end();
  await ended;
  return lines;
};

const mock = (args: readonly string[], environment: Environment = {}) =>
  linesOf(start(folder, ['mock', '--port', '0', ...args], environment));

const isRequest = (line: string): boolean => /GET \/Appointment[?/]/.test(line);

const refused =
  /^#2 GET \/Appointment\/none 404 \d+ ms, refused by interaction\/unknown-id, see \/__admin\/requests\/2$/;

describe('a line a request', () => {
  it('as text where it is asked for', async () => {
    const lines = (await mock(['--log', 'text'])).filter(isRequest);
    assert.match(lines[0] ?? '', /^#1 GET \/Appointment\?_count=1 200 \d+ ms, see \/__admin\/requests\/1$/);
    assert.match(lines[1] ?? '', refused);
  });

  it('as JSON, and then nothing else is printed', async () => {
    const lines = (await mock([], { CANVAS_MOCK_LOG: 'json' })).map((line) => JSON.parse(line) as object);
    const [, first = {}, second = {}] = lines as Record<string, unknown>[];
    assert.equal(lines.length, 3);
    assert.deepEqual([first['method'], first['status'], typeof first['ms']], ['GET', 200, 'number']);
    assert.deepEqual([second['refusedBy'], second['id']], ['interaction/unknown-id', '2']);
  });

  it('neither off a terminal nor with --quiet', async () => {
    assert.deepEqual((await mock([])).filter(isRequest), []);
    const quiet = await mock(['--json', '--log', 'json', '--quiet']);
    assert.equal(quiet.length, 1);
  });

  const noScript = process.platform === 'linux' ? false : 'script takes other options here';
  it('on a terminal', { skip: noScript }, async () => {
    const command = `exec ${process.execPath} ${join(packageRoot, 'bin/canvas-harness.mjs')} mock --port 0`;
    const child = spawn('script', ['-qefc', command, '/dev/null'], { env: { ...process.env, NO_COLOR: '1' } });
    const lines = await linesOf(child, () => child.stdin.write('\u0003'));
    assert.match(lines.filter(isRequest).at(-1) ?? '', refused);
  });
});

it('--import says how many records the file holds', async () => {
  writeFileSync(join(folder, 'few.json'), '{"appointments": []}');
  const lines = await mock(['--import', 'few.json']);
  assert.ok(lines.some((line) => /loaded +few\.json: 0 appointments, \d+ practitioners, \d+ patients/.test(line)));
});
