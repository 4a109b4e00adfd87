// The clients that are programs of their own, where the machine has them: curl, Python's requests and httpx, Go.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { WireClient } from './npm-clients.ts';
import type { WireAnswer, WireRequest } from './row.ts';

const isThere = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

export const hasCurl = isThere('curl', '--version');

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

/** Python's part around a call of `send(method, url, headers, body)`: a line of JSON in, a line of JSON out. */
const inPython = (imports: string, send: string): string => `
import base64, json, sys, ${imports}
${send}
for line in sys.stdin:
    r = json.loads(line)
    a = send(r["method"], r["url"], r["headers"], None if r["body"] is None else base64.b64decode(r["body"]))
    print(json.dumps({"status": a.status_code, "headers": {k.lower(): v for k, v in a.headers.items()}, "text": a.text}), flush=True)
`;

const byRequests = inPython(
  'requests',
  `
session = requests.Session()
def send(method, url, headers, body):
    prepared = session.prepare_request(requests.Request(method, url, headers=headers, data=body))
    prepared.url = url
    return session.send(prepared, allow_redirects=False)
`,
);

const byHttpx = inPython(
  'httpx',
  `
client = httpx.Client()
def send(method, url, headers, body):
    return client.send(client.build_request(method, url, headers=headers, content=body), follow_redirects=False)
`,
);

/** A program that sends requests, one process for all; undefined where the machine does not have what it needs. */
interface Program {
  readonly name: string;
  readonly command: readonly string[] | undefined;
  /** Lines that it cannot send as they are. */
  readonly mends: RegExp;
}

/** The first Python that has a package: the one of the path, or that of the system. */
const pythonWith = (name: string): string | undefined =>
  ['python3', '/usr/bin/python3'].find((python) => isThere(python, '-c', `import ${name}`));

const python = (name: string, program: string): readonly string[] | undefined => {
  const found = pythonWith(name);
  return found === undefined ? undefined : [found, '-c', program];
};

const goProgram = fileURLToPath(new URL('client.go', import.meta.url));

export const programs: readonly Program[] = [
  { name: "Python's requests", command: python('requests', byRequests), mends: /%zz/ },
  { name: "Python's httpx", command: python('httpx', byHttpx), mends: /%zz/ },
  { name: "Go's net/http", command: isThere('go', 'version') ? ['go', 'run', goProgram] : undefined, mends: /(?!)/ },
];

/** Sends requests by a program. */
export const viaProgram = async (
  [command = '', ...args]: readonly string[],
  url: string,
  requests: readonly WireRequest[],
): Promise<readonly WireAnswer[]> => {
  const running = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = requests.map(({ method, path, headers, body }) =>
    JSON.stringify({ method, url: url + path, headers, body: body?.toString('base64') ?? null }),
  );
  running.stdin.end(`${lines.join('\n')}\n`);
  const said = (await text(running.stdout)).trim().split('\n');
  return said.map((line) => JSON.parse(line) as WireAnswer);
};
