// Every command of the documents, run as a reader would run it: one shell a block, on ports of its own.
//
// A block marked `sh` is run. `sh install` and `sh checkout` are run elsewhere: the packed package and .ci/run do so.
// A command has to end with 0 unless its comment says `exits with N`. A mock, a proxy and an MCP server run on beside the others.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { freePort } from '../bench/test-support/free-port.ts';
import { blocksOf, documents, type Block } from './documents.ts';
import { root } from './rooms.mjs';

const folders: string[] = [];

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with the files of the document, and with the commands that its blocks call. */
const folderFor = (document: string, mock: number): string => {
  const folder = mkdtempSync(join(tmpdir(), 'canvas-documents-'));
  folders.push(folder);
  for (const { info, text } of blocksOf(document)) {
    const name = /^# (\S+)\n/.exec(text)?.[1];
    if (info === 'yaml' && name !== undefined) writeFileSync(join(folder, name), text.replaceAll(':4010', `:${mock}`));
  }
  const shims = {
    npx: `shift; exec "${process.execPath}" "${join(root, 'bin/canvas-harness.mjs')}" "$@"`,
    curl: 'exec /usr/bin/env -S PATH="$REAL_PATH" curl --fail-with-body "$@"',
  };
  for (const [name, text] of Object.entries(shims)) {
    writeFileSync(join(folder, name), `#!/bin/bash\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
};

/** Commands that stay in the foreground for a reader and in the background here. */
const isServer = (command: string): boolean => /npx canvas-harness (mock|proxy|mcp)\b/.test(command);

/** Where a server answers once it has started. */
const answering = (command: string, mock: number, proxy: number): string => {
  if (command.includes(' mcp ')) return `${proxy}/mcp`;
  return command.includes(' proxy ') ? `${proxy}/metadata` : `${mock}/__admin/health`;
};

const linesOf = ({ text }: Block): readonly string[] =>
  text
    .replace(/ *\\\n */g, ' ')
    .replace(/-d '\{\n[^]*?\n *\}'/g, (body) => body.replace(/\n */g, ' '))
    .split('\n')
    .filter((line) => line.trim() !== '');

const scriptOf = (block: Block, mock: number, proxy: number): string => {
  const isServerAsked = /fumage-example|127\.0\.0\.1:4010/.test(block.text) && !linesOf(block).some(isServer);
  const lines = (isServerAsked ? ['npx canvas-harness mock', ...linesOf(block)] : linesOf(block)).map((line) =>
    line
      .replaceAll('https://fumage-example.canvasmedical.com', `http://127.0.0.1:${mock}`)
      .replaceAll(':4010', `:${mock}`)
      .replace('canvas-harness mock', `canvas-harness mock --port ${mock}`)
      .replaceAll(/\b40[23]0\b/g, String(proxy)),
  );
  const steps = lines.map((line) => {
    const command = line.replace(/ {2,}# .*$/, '');
    if (isServer(command)) return `${command} >/dev/null & pids+=($!); answered ${answering(command, mock, proxy)}`;
    const code = /exits with (\d)/.exec(line)?.[1] ?? '0';
    return `${command}; code=$?; [ $code -eq ${code} ] || { echo "exit $code: ${command.replaceAll(/["$`\\]/g, '')}"; exit 1; }`;
  });
  return [
    'pids=()',
    'trap \'kill "${pids[@]}" 2>/dev/null; wait\' EXIT',
    // Any answer will do, a refusal too: this curl is the machine's own, without --fail-with-body.
    'answered() { PATH="$REAL_PATH" curl -s -o /dev/null --retry 100 --retry-connrefused --retry-delay 1 --retry-max-time 60 "http://127.0.0.1:$1"; }',
    ...steps,
  ].join('\n');
};

const bash = (script: string, folder: string, mock: number): Promise<{ failed: boolean; output: string }> => {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(CANVAS_|PORT$|HOST$|NODE_TEST)/.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    REAL_PATH: process.env['PATH'],
    PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
    CANVAS_MOCK_URL: `http://127.0.0.1:${mock}`,
  };
  return new Promise((resolve) => {
    execFile('bash', ['-c', script], { cwd: folder, env, maxBuffer: 1 << 26 }, (error, out, err) => {
      resolve({ failed: error !== null, output: out + err });
    });
  });
};

describe('the commands of a document', () => {
  for (const document of documents)
    for (const [index, block] of blocksOf(document).entries())
      if (block.info === 'sh')
        it(`${document}, block ${index + 1}: ${block.text.split('\n')[0] ?? ''}`, async () => {
          const [mock, proxy] = [await freePort(), await freePort()];
          const folder = folderFor(document, mock);
          const { failed, output } = await bash(scriptOf(block, mock, proxy), folder, mock);
          assert.ok(!failed, output);
        });
});
