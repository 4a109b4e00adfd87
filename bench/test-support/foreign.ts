// A server that differs from a mock in what a test says, and the verdict of the suite on it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VerdictDocument } from '../../conformance/verdict/index.ts';
import { startMock, type MockOptions } from '../../mock-server/index.ts';
import { call, newFolder, type Ended } from './command.ts';
import { serve, type Received, type Reply } from './server.ts';

export interface Difference {
  /** What the mock behind the server is told. */
  readonly mock?: MockOptions;
  /** Answers a request without the mock, or lets it pass. */
  readonly answer?: (received: Received) => Reply | undefined;
  /** Changes a request before the mock sees it. */
  readonly ask?: (received: Received) => Received;
  /** Changes the mock's answer; `fetch` reaches the mock with its token. */
  readonly tell?: (
    reply: Reply,
    received: Received,
    fetch: (path: string, init?: RequestInit) => Promise<Response>,
  ) => Reply | Promise<Reply>;
}

export interface Judged extends Ended {
  readonly verdict: VerdictDocument;
  readonly received: readonly Received[];
  readonly verdictOn: (rule: string) => string | undefined;
}

const passedOn = /^(authorization|content-type|accept|if-unmodified-since)$/;

/** Runs the suite against such a server. */
export const verifyAgainst = async (
  { mock: options = {}, answer, ask = (received) => received, tell = (reply) => reply }: Difference,
  ...args: readonly string[]
): Promise<Judged> => {
  const mock = await startMock(options);
  const fetchMock = (path: string, init: RequestInit = {}): Promise<Response> =>
    mock.fetch(new Request(`${mock.url}${path}`, { headers: { authorization: `Bearer ${mock.token}` }, ...init }));
  const server = await serve(async (received) => {
    const given = answer?.(received);
    if (given !== undefined) return given;
    const { method, url, headers, body } = ask(received);
    const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      passedOn.test(name) && typeof value === 'string' ? [[name, value]] : [],
    );
    const init = { method, headers: Object.fromEntries(kept), ...(body === '' ? {} : { body }) };
    const response = await mock.fetch(new Request(`${mock.url}${url}`, init));
    const shown = [...response.headers].filter(([name]) => /^(content-type|location|allow)$/.test(name));
    const here = (text: string): string => text.replaceAll(mock.url, server.url);
    const reply: Reply = {
      status: response.status,
      headers: Object.fromEntries(shown.map(([name, value]) => [name, here(value)])),
      body: here(await response.text()),
    };
    return tell(reply, received, fetchMock);
  });
  const folder = newFolder();
  const environment = {
    CANVAS_FHIR_BASE_URL: server.url,
    CANVAS_CLIENT_ID: 'suite',
    CANVAS_CLIENT_SECRET: 'suite-secret',
    CANVAS_LEVEL: 'full',
    CANVAS_MAX_CREATES: '300',
    CANVAS_RATE: '1000',
  };
  try {
    const ended = await call(folder, ['verify', '-q', '--out', 'out', ...args], environment);
    const verdict = JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8')) as VerdictDocument;
    const verdictOn = (rule: string): string | undefined => verdict.rules.find(({ id }) => id === rule)?.verdict;
    return { ...ended, verdict, received: server.received, verdictOn };
  } finally {
    await server.close();
    await mock.close();
  }
};
