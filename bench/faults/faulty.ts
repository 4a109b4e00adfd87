// A server with faults, as a process of its own: a proxy in front of a mock. Told the names of its faults, it says its address.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMock, type MockOptions } from '../../mock-server/index.ts';
import type { Asked, Fault, Told } from './fault.ts';
import { faults } from './index.ts';
import { forward } from '../test-support/server.ts';
import { parsedBody } from '../../schemas/json.ts';

const table: Readonly<Record<string, Fault>> = faults;
const chosen = (JSON.parse(process.argv[2] ?? '[]') as string[]).map((name) => {
  const fault = table[name];
  if (fault === undefined) throw new Error(`no fault is called ${name}`);
  return fault;
});
const options = chosen.map(({ mock: told = {} }) => told);
const mock = await startMock({
  ...(JSON.parse(process.argv[3] ?? '{}') as MockOptions),
  settings: Object.assign({}, ...options.map(({ settings }) => settings)) as NonNullable<MockOptions['settings']>,
  without: options.flatMap(({ without = [] }) => without),
});

const fetched = async (asked: Asked): Promise<Told> => {
  const { body, ...told } = await forward(mock.url, asked, address());
  return { ...told, body: parsedBody(body) };
};

const answered = async (asked: Asked): Promise<Told> => {
  let request = asked;
  for (const { ask } of chosen) {
    const next = (await ask?.(request, fetched)) ?? request;
    if ('status' in next) return next;
    request = next;
  }
  let told = await fetched(request);
  for (const { act, tell } of chosen) {
    told = (await act?.(told, asked, fetched)) ?? told;
    told = tell?.(told, asked) ?? told;
  }
  return told;
};

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

interface Death {
  /** So many requests are answered before. */
  readonly after: number;
  readonly by: 'exit' | 'silence' | 'page';
}

const death = JSON.parse(process.argv[4] ?? 'null') as Death | null;
let count = 0;

/** Dies once its time has come; false before. */
const isDead = (response: ServerResponse): boolean => {
  count += 1;
  if (death === null || count <= death.after) return false;
  if (death.by === 'exit') process.exit();
  if (death.by === 'page') response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Server Error (500)</h1>');
  return true;
};

const server = createServer((request, response) => {
  void (async () => {
    if (isDead(response)) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const asked = { method, url, headers: headers as Asked['headers'], body: Buffer.concat(chunks).toString('utf8') };
    const { status, headers: back, body } = await answered(asked);
    response.writeHead(status, back);
    response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
  })();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
process.stdout.write(`${JSON.stringify({ url: address(), token: mock.token })}\n`);
