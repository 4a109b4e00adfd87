// The load of the benchmark: as many requests as go through ten connections in some seconds, by wrk or by node:http.
import { execFile, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Load {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Each request asks below the path for one of so many ids, picked at random. */
  readonly ids?: number;
  readonly body?: string;
  readonly token: string;
}

const connections = 10;

/** Whether Debian's wrk is there: a client that costs the machine next to nothing. */
export const hasWrk = spawnSync('wrk', ['--version']).error === undefined;

const headersOf = ({ token }: Load) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });

/** Ids that a client can reckon: the number in the place of the last digits. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** The same in Lua, for requests to ids picked at random. */
const picking = (path: string, ids: number): string =>
  `request = function() return wrk.format(nil, string.format("${path}/${idOf(0).slice(0, -12)}%012x", math.random(0, ${ids - 1}))) end`;

const script = (load: Load): string => {
  const headers = Object.entries(headersOf(load)).map(([name, value]) => `wrk.headers["${name}"] = "${value}"`);
  const body = load.body === undefined ? [] : [`wrk.body = [==[${load.body}]==]`];
  const picked = load.ids === undefined ? [] : [picking(load.path, load.ids)];
  return [`wrk.method = "${load.method}"`, ...headers, ...body, ...picked].join('\n');
};

const byWrk = async (url: string, load: Load, seconds: number): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'load.lua');
  writeFileSync(file, script(load));
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', file, url + load.path];
  const { stdout } = await promisify(execFile)('wrk', args).finally(() => rmSync(folder, { recursive: true }));
  if (stdout.includes('Non-2xx')) throw new Error(`${load.method} ${load.path} is refused: ${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
};

const once = (url: string, load: Load, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    const path = load.ids === undefined ? load.path : `${load.path}/${idOf(randomInt(load.ids))}`;
    const sent = request(url + path, { method: load.method, headers: headersOf(load), agent }, (response) => {
      if ((response.statusCode ?? 500) >= 300) reject(new Error(`${path} answered ${response.statusCode ?? 0}`));
      response.resume().on('end', resolve);
    });
    sent.on('error', reject).end(load.body);
  });

const byNode = async (url: string, load: Load, seconds: number): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const lane = async (): Promise<void> => {
    for (; performance.now() < end; count += 1) await once(url, load, agent);
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  return count / seconds;
};

/** Requests per second. */
export const rateOf = (url: string, load: Load, seconds: number): Promise<number> =>
  (hasWrk ? byWrk : byNode)(url, load, seconds);
