// The Model Context Protocol server: the table of its tools, and what it tells an agent about itself.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { harness } from '../../conformance/run/package.ts';
import { developmentToken } from '../../mock-server/index.ts';
import { book } from './book.ts';
import type { MockAccess } from './mock-access.ts';
import { explainLastRefusal, smallestFix } from './refusal-tools.ts';
import { findRule } from './rule-tools.ts';
import { examine, verify } from './run-tools.ts';
import { search } from './search.ts';
import type { Tool } from './tool.ts';
import { chartAction, injectFault, restore, setClock, snapshot } from './world-tools.ts';

const tools: readonly Tool[] = [
  findRule,
  book,
  search,
  explainLastRefusal,
  smallestFix,
  snapshot,
  restore,
  setClock,
  injectFault,
  chartAction,
  examine,
  verify,
];

/** A token that everybody knows may be told. */
const tokenText = (token: string): string =>
  token === developmentToken ? `Authorization: Bearer ${token}` : 'the token that its users know';

const instructions = ({ url, token }: MockAccess): string =>
  `A mock of Canvas Medical's FHIR Appointment API runs at ${url} (also for your own requests, with ${tokenText(token)}). ` +
  'Look a behaviour up with find_rule before you rely on it. After a refusal call explain_last_refusal, then smallest_fix. ' +
  'Take a snapshot before you change much, and restore it afterwards.';

/** Makes a server over a mock. Each connection has one of its own. */
export const serverOver = (mock: MockAccess): McpServer => {
  const server = new McpServer(
    { name: harness.name, title: 'Canvas FHIR harness', version: harness.version },
    { instructions: instructions(mock) },
  );
  for (const { register } of tools) register(server, mock);
  return server;
};
