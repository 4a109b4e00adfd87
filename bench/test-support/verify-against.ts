// Runs `verify` against a mock that a test makes deviate: by its options, or by changing requests and answers on the way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VerdictDocument } from '../../conformance/verdict/index.ts';
import { startMock, type MockOptions } from '../../mock-server/index.ts';
import { call, newFolder, type Ended } from './command.ts';
import { forward, serve, type Received, type Reply } from './server.ts';

type FetchFromMock = (path: string, init?: RequestInit) => Promise<Response>;

/** How the server differs from a mock. */
interface Deviation {
  /** The options of the mock. */
  readonly mock?: MockOptions;
  /** Further arguments of `verify`. */
  readonly args?: readonly string[];
  /** Answers a request in the place of the mock; undefined lets the request pass. */
  readonly answerInstead?: (received: Received) => Reply | undefined;
  readonly changeRequest?: (received: Received) => Received;
  /** Changes an answer of the mock. `fetchFromMock` asks the mock for something else, with its token. */
  readonly changeAnswer?: (reply: Reply, received: Received, fetchFromMock: FetchFromMock) => Reply | Promise<Reply>;
}

/** How the run ended, what it came to, and what the server was sent. */
interface VerifiedServer extends Ended {
  readonly verdict: VerdictDocument;
  /** The folder that the run was called in; its reports are in `out`. */
  readonly folder: string;
  readonly received: readonly Received[];
  /** The verdict on a rule, in a word; undefined for a rule that the table does not have. */
  readonly verdictOn: (rule: string) => string | undefined;
}

const environmentFor = (url: string): Readonly<Record<string, string>> => ({
  CANVAS_FHIR_BASE_URL: url,
  CANVAS_CLIENT_ID: 'suite',
  CANVAS_CLIENT_SECRET: 'suite-secret',
  CANVAS_LEVEL: 'full',
  CANVAS_MAX_CREATES: '300',
  CANVAS_RATE: '1000',
});

/** Starts a server with a deviation, and runs the scenarios of some rules against it. */
export const verifyAgainst = async (
  {
    mock: options = {},
    args = [],
    answerInstead,
    changeRequest = (received) => received,
    changeAnswer = (reply) => reply,
  }: Deviation,
  ...rules: readonly string[]
): Promise<VerifiedServer> => {
  const mock = await startMock(options);
  const fetchFromMock: FetchFromMock = (path, init = {}) =>
    fetch(`${mock.url}${path}`, {
      headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
      ...init,
    });
  const server = await serve(
    async (received) =>
      answerInstead?.(received) ??
      changeAnswer(await forward(mock.url, changeRequest(received), server.url), received, fetchFromMock),
  );
  const folder = newFolder();
  try {
    const ended = await call(
      folder,
      ['verify', '-q', '--out', 'out', '--rules', rules.join(), ...args],
      environmentFor(server.url),
    );
    const verdict = JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8')) as VerdictDocument;
    const verdictOn = (rule: string): string | undefined => verdict.rules.find(({ id }) => id === rule)?.verdict;
    return { ...ended, verdict, folder, received: server.received, verdictOn };
  } finally {
    await server.close();
    await mock.close();
  }
};
