// The server over streamable HTTP, on loopback: one session a client, and none for the pages of other sites.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { answersHalfClosed } from '../../schemas/half-closed.ts';
import { isOwnHost } from '../../schemas/own-host.ts';
import { arrival, readMessage } from './read-message.ts';

/** The path at which the protocol is spoken. */
export const mcpPath = '/mcp';

/** Sessions that may be open at once; the oldest gives way. */
const maxSessions = 100;

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a page has the origin of this machine. */
const isOwnOrigin = (origin: string): boolean =>
  URL.canParse(origin) &&
  /^https?:$/.test(new URL(origin).protocol) &&
  loopbackNames.includes(new URL(origin).hostname);

/** Why a request is not let in: a page of another site reached loopback, by name or by its own script. */
const strangerIn = (request: IncomingMessage): string | undefined => {
  const { host = '', origin } = request.headers;
  if (!isOwnHost(request, [])) return `Host: '${host}' is not this machine; use 127.0.0.1 or localhost`;
  if (origin !== undefined && !isOwnOrigin(origin)) return `Origin: '${origin}' may not use this server`;
  return undefined;
};

const answerFault = (response: ServerResponse, status: number, message: string, code = -32000): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null }));
};

type Sessions = Map<string, StreamableHTTPServerTransport>;

/** Opens a session for a client that comes without one. */
const opened = async (serverFor: () => McpServer, sessions: Sessions): Promise<StreamableHTTPServerTransport> => {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => randomUUID(),
    onsessioninitialized: (id) => {
      sessions.set(id, transport);
      const [oldest = id] = sessions.keys();
      if (sessions.size > maxSessions) void sessions.get(oldest)?.close();
    },
  });
  transport.onclose = () => {
    sessions.delete(transport.sessionId ?? '');
  };
  await serverFor().connect(transport);
  return transport;
};

const handle = async (
  request: IncomingMessage,
  response: ServerResponse,
  serverFor: () => McpServer,
  sessions: Sessions,
): Promise<void> => {
  const stranger = strangerIn(request);
  if (stranger !== undefined) {
    answerFault(response, 403, stranger);
    return;
  }
  if (request.url?.split('?')[0] !== mcpPath) {
    answerFault(response, 404, `The protocol is spoken at ${mcpPath}`);
    return;
  }
  const id = request.headers['mcp-session-id'];
  const known = typeof id === 'string' ? sessions.get(id) : undefined;
  if (id !== undefined && known === undefined) {
    answerFault(response, 404, 'There is no such session; initialize again', -32001);
    return;
  }
  const read = request.method === 'POST' ? await readMessage(request) : { message: undefined };
  if ('fault' in read) {
    answerFault(response, read.status, read.fault, read.code);
    return;
  }
  const transport = known ?? (await opened(serverFor, sessions));
  await transport.handleRequest(request, response, read.message);
};

/** Listens on loopback. Rejects where the port is taken. */
export const listenOn = (port: number, serverFor: () => McpServer): Promise<Server> => {
  const sessions: Sessions = new Map();
  const server = createServer({ requestTimeout: arrival, headersTimeout: arrival }, (request, response) => {
    handle(request, response, serverFor, sessions).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else answerFault(response, 500, message, -32603);
    });
  });
  Object.assign(server, answersHalfClosed);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(server);
    });
  });
};
