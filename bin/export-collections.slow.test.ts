// The exported collections under the command lines that they are for: newman and Bruno's own, against a running mock.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { newFolder } from '../bench/test-support/command.ts';
import { exportedIn } from '../bench/test-support/exported.ts';
import { installedTool, ran } from '../bench/test-support/installed-tool.ts';
import { startMock } from '../mock-server/index.ts';
import { editions, type Edition } from '../schemas/editions/editions.ts';

const folder = newFolder();

/** The first edition and the latest. */
const sample = editions.filter((_, index) => index === 0 || index === editions.length - 1);

interface Tool {
  readonly format: string;
  readonly name: string;
  readonly version: string;
  readonly command: string;
  readonly args: (out: string, url: string) => readonly string[];
}

const variables = (url: string): readonly string[] => ['--env-var', `baseUrl=${url}`, '--env-var', `ehrUrl=${url}`];

const tools: readonly Tool[] = [
  {
    format: 'postman',
    name: 'newman',
    version: '6.2.2',
    command: 'newman',
    args: (out, url) => ['run', join(folder, out), '--silent', ...variables(url)],
  },
  {
    format: 'bruno',
    name: '@usebruno/cli',
    version: '4.1.0',
    command: 'bru',
    args: (_, url) => ['run', '-r', '--env', 'mock', ...variables(url)],
  },
];

const isGreen = async ({ format, name, version, command, args }: Tool, edition: Edition, t: TestContext) => {
  const tool = await installedTool(name, version);
  if ('missing' in tool) {
    t.skip(tool.missing);
    return;
  }
  const out = `${format}-${edition}`;
  await exportedIn(folder, format, '--edition', edition, '--out', out);
  const mock = await startMock({ edition });
  try {
    const cwd = format === 'bruno' ? join(folder, out) : folder;
    const { code, output } = await ran(join(tool.bin, command), args(out, mock.url), cwd);
    assert.equal(code, 0, output);
  } finally {
    await mock.close();
  }
};

for (const tool of tools)
  describe(`${tool.name} runs the exported collection`, () => {
    for (const edition of sample) it(edition, (t) => isGreen(tool, edition, t));
  });
