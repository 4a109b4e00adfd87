// The official conformance tests of the Model Context Protocol against `mcp --http`: those of what the server offers, tools.
// Their other scenarios ask for the tools, resources, prompts, logging and completion of a demonstration server.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
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

const isTooOld = Number(process.versions.node.split('.')[0]) < 22;

test('passes what applies to it', { skip: isTooOld && 'its conformance tests need Node 22' }, async (t) => {
  const tool = await installedTool('@modelcontextprotocol/conformance', '0.1.16');
  if ('missing' in tool) {
    t.skip(tool.missing);
    return;
  }
  const [folder, port] = [newFolder(), await freePort()];
  const server = start(folder, ['mcp', '--http', String(port)]);
  await Promise.race([once(server.stdout, 'data'), once(server.stderr, 'data')]);
  try {
    for (const scenario of scenarios) {
      const args = ['server', '--url', `http://127.0.0.1:${port}/mcp`, '--scenario', scenario];
      const { code, output } = await ran(process.execPath, [join(tool.bin, 'conformance'), ...args], folder);
      assert.equal(code, 0, `${scenario}\n${output}`);
    }
  } finally {
    server.kill();
  }
});
