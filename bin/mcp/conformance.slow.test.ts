// The official conformance tests of the Model Context Protocol against `mcp --http`: those of what the server offers, tools.
// Their other scenarios ask for the tools, resources, prompts, logging and completion of a demonstration server.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { newFolder, start } from '../../bench/test-support/command.ts';
import { freePort } from '../../bench/test-support/free-port.ts';
import { installedTool, ran } from '../../bench/test-support/installed-tool.ts';

const scenarios = [
  'server-initialize',
  'ping',
  'tools-list',
  'tools-call-error',
  'server-sse-multiple-streams',
  'dns-rebinding-protection',
];

/** What a tool of the field needs here. Where the registry cannot be reached, the test says so and is skipped. */
const installed = async (t: TestContext, name: string, version: string): Promise<string | undefined> => {
  const tool = await installedTool(name, version);
  if ('bin' in tool) return tool.bin;
  t.skip(tool.missing);
  return undefined;
};

/** The conformance tests need Node 22: on an older one they run by the Node that a package of the registry brings. */
const nodeOf = async (t: TestContext): Promise<string | undefined> => {
  const { execPath, platform, arch, versions } = process;
  if (Number(versions.node.split('.')[0]) >= 22) return execPath;
  const name = `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${arch}`;
  const bin = await installed(t, name, '22.23.3');
  return bin && join(bin, '..', name, 'bin', 'node');
};

test('passes what applies to it', async (t) => {
  const [tool, node] = [await installed(t, '@modelcontextprotocol/conformance', '0.1.16'), await nodeOf(t)];
  if (tool === undefined || node === undefined) return;
  const [folder, port] = [newFolder(), await freePort()];
  const server = start(folder, ['mcp', '--http', String(port)]);
  await Promise.race([once(server.stdout, 'data'), once(server.stderr, 'data')]);
  try {
    for (const scenario of scenarios) {
      const args = ['server', '--url', `http://127.0.0.1:${port}/mcp`, '--scenario', scenario];
      const { code, output } = await ran(node, [join(tool, 'conformance'), ...args], folder);
      assert.equal(code, 0, `${scenario}\n${output}`);
    }
  } finally {
    server.kill();
  }
});
