// canvas-harness world: a world of a running mock as one JSON file, out and in.
import { fileFault } from '../schemas/file-fault.ts';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { Stop } from '../conformance/run/exit-codes.ts';
import { readNamedFile } from '../conformance/run/named-file.ts';

interface Options {
  readonly url: string;
  readonly adminToken?: string;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Calls the admin surface. Throws with what it says where it refuses, or where nobody answers. */
const call = async ({ url, adminToken }: Options, method: string, path: string, body?: string): Promise<Response> => {
  const headers = {
    'content-type': 'application/json',
    ...(adminToken === undefined ? {} : { 'x-mock-admin-token': adminToken }),
  };
  const sent = { method, headers, ...(body === undefined ? {} : { body }) };
  const response = await fetch(`${url.replace(/\/$/, '')}/__admin/worlds/${path}`, sent).catch((error: unknown) => {
    throw new Stop('configuration', `no mock answers at ${url}: ${wordsOf(error)}`);
  });
  if (response.ok) return response;
  throw new Stop('usage', `${url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
};

const exportTo = async (name: string, file: string, options: Options): Promise<void> => {
  const { body } = await call(options, 'GET', `${encodeURIComponent(name)}/export`);
  if (body === null) throw new Stop('configuration', 'the mock sent nothing');
  try {
    await pipeline(Readable.fromWeb(body), createWriteStream(file));
  } catch (error) {
    throw new Stop('usage', `cannot write ${file}: ${fileFault(error)}`);
  }
};

const importFrom = async (name: string, file: string, options: Options): Promise<void> => {
  const response = await call(options, 'PUT', `${encodeURIComponent(name)}/import`, readNamedFile(file));
  process.stdout.write(`${await response.text()}\n`);
};

/** Gives the command its subcommands. */
export const define = (world: Command): void => {
  const options = (): readonly Option[] => [
    new Option('--url <url>', 'where the mock is').env('CANVAS_MOCK_URL').default('http://127.0.0.1:4010'),
    new Option('--admin-token <token>', 'what its /__admin asks for').env('CANVAS_MOCK_ADMIN_TOKEN'),
  ];
  const commands = [
    { command: 'export <world> <file>', words: 'write a world to a file', action: exportTo },
    { command: 'import <world> <file>', words: 'replace a world by what a file holds', action: importFrom },
  ];
  for (const { command, words, action } of commands) {
    const sub = world.command(command).description(words).exitOverride().action(action);
    for (const option of options()) sub.addOption(option);
  }
};
