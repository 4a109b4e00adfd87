// The clients that are programs of their own, where the machine has them: curl, and Python's requests.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { WireClient } from './clients.ts';
import type { WireAnswer, WireRequest } from './row.ts';

const isThere = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

export const hasCurl = isThere('curl', '--version');
export const hasRequests = isThere('python3', '-c', 'import requests');

const headersIn = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );

/** Heads and body of an answer; one to Expect stands before the one that counts. */
const answerIn = (text: string): WireAnswer => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const status = Number(first.split(' ')[1]);
  const body = rest.join('\r\n\r\n');
  return status < 200 ? answerIn(body) : { status, headers: headersIn(lines), text: body };
};

const viaCurl: WireClient['send'] = async (url, { method, path, headers, body }) => {
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const asked = method === 'HEAD' ? ['-I'] : ['-i', '-X', method];
  const sent = body === undefined ? [] : ['--data-binary', '@-'];
  const args = ['-sS', '-g', '--path-as-is', ...asked, ...named, ...sent, url + path];
  const running = promisify(execFile)('curl', args, { maxBuffer: 16_000_000 });
  running.child.stdin?.on('error', () => undefined).end(body);
  return answerIn((await running).stdout);
};

export const curl: WireClient = { name: 'curl', send: viaCurl };

const program = `
import base64, json, sys, requests
session = requests.Session()
for line in sys.stdin:
    r = json.loads(line)
    body = None if r["body"] is None else base64.b64decode(r["body"])
    prepared = session.prepare_request(requests.Request(r["method"], r["url"], headers=r["headers"], data=body))
    prepared.url = r["url"]
    a = session.send(prepared, allow_redirects=False)
    print(json.dumps({"status": a.status_code, "headers": {k.lower(): v for k, v in a.headers.items()}, "text": a.text}), flush=True)
`;

/** Sends requests by Python's requests, one process for all. */
export const viaRequests = async (url: string, requests: readonly WireRequest[]): Promise<readonly WireAnswer[]> => {
  const running = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = requests.map(({ method, path, headers, body }) =>
    JSON.stringify({ method, url: url + path, headers, body: body?.toString('base64') ?? null }),
  );
  running.stdin.end(`${lines.join('\n')}\n`);
  const said = (await text(running.stdout)).trim().split('\n');
  return said.map((line) => JSON.parse(line) as WireAnswer);
};
