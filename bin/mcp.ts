// canvas-harness mcp: the mock and the suite as tools of an agent, by the Model Context Protocol.
import { say } from '../schemas/say.ts';
import type { AddressInfo } from 'node:net';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { Option, type Command } from 'commander';
import { Stop } from '../conformance/run/exit-codes.ts';
import { developmentToken, startMock, type Mock } from '../mock-server/index.ts';
import { listenOn, mcpPath } from './mcp/http.ts';
import { accessTo, type MockAccess } from './mcp/mock-access.ts';
import { serverOver } from './mcp/server.ts';
import { editionOption, validationOptions, wholeNumber, type EditionOption, type MockValidation } from './options.ts';

interface Options extends EditionOption, MockValidation {
  readonly url?: string;
  readonly token?: string;
  readonly adminToken?: string;
  readonly http?: number;
}

const help = `
Without --url it starts a mock of its own, with a small clinic. On the standard output goes nothing but the protocol.

Examples:
  canvas-harness mcp                                          over a mock of its own, on stdio
  canvas-harness mcp --url http://127.0.0.1:4010              over a mock that runs
  canvas-harness mcp --http 4030                              at http://127.0.0.1:4030/mcp
  claude mcp add canvas -- npx canvas-harness mcp             for Claude Code
`;

/** Reaches a mock that runs; where none answers the command ends at once, and not at the first tool. */
const reachMock = async (url: string, { token = developmentToken, adminToken }: Options): Promise<MockAccess> => {
  const mock = accessTo({ url, token, adminToken });
  const health = await mock.call({ path: '/__admin/requests?limit=1' }).catch((error: unknown) => {
    throw new Stop('inconclusive', error instanceof Error ? error.message : String(error));
  });
  if (health.status === 401) throw new Stop('usage', `${url} asks for --admin-token`);
  if (!health.isOk) throw new Stop('inconclusive', `${url} is not a canvas-harness mock: it answered ${health.status}`);
  return mock;
};

const started = async ({ edition, validation, framework, token }: Options): Promise<Mock> =>
  startMock({ edition, validation, framework, sample: true, ...(token === undefined ? {} : { token }) });

/** Serves one client on stdio, until it closes the input. */
const serveStdio = async (mock: MockAccess, onEnd: () => void): Promise<void> => {
  const transport = new StdioServerTransport();
  await serverOver(mock).connect(transport);
  process.stdin.once('end', onEnd).once('close', onEnd);
};

const serveHttp = async (mock: MockAccess, port: number): Promise<() => void> => {
  const server = await listenOn(port, () => serverOver(mock)).catch((error: unknown) => {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Stop('configuration', `cannot listen on port ${port}: ${code === 'EADDRINUSE' ? 'it is taken' : code}`);
  });
  const { port: bound } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${bound}${mcpPath}\n`);
  return () => {
    server.closeAllConnections();
    server.close();
  };
};

const run = async (options: Options): Promise<void> => {
  const { url, http } = options;
  const own = url === undefined ? await started(options) : undefined;
  try {
    const mock = own === undefined ? await reachMock(url ?? '', options) : accessTo({ url: own.url, token: own.token });
    say(`canvas-harness mcp over the mock at ${mock.url}`);
    const close = http === undefined ? () => undefined : await serveHttp(mock, http);
    const end = (): void => {
      close();
      process.stdin.pause();
      void own?.close();
    };
    if (http === undefined) await serveStdio(mock, end);
    process.once('SIGINT', end).once('SIGTERM', end);
  } catch (error) {
    await own?.close();
    throw error;
  }
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  for (const option of [editionOption(), ...validationOptions()]) command.addOption(option);
  command
    .addOption(new Option('--url <url>', 'a mock that runs, in place of one of its own').env('CANVAS_MOCK_URL'))
    .addOption(new Option('--token <token>', 'the token of its FHIR face; the development token unless said otherwise'))
    .addOption(new Option('--admin-token <token>', 'what its /__admin asks for').env('CANVAS_MOCK_ADMIN_TOKEN'))
    .addOption(
      new Option('--http <port>', 'speak streamable HTTP on loopback, in place of stdio').argParser(
        wholeNumber(0, 65_535),
      ),
    )
    .addHelpText('after', help)
    .action(run);
};
