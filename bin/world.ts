// canvas-harness world: a world of a running mock as one JSON file, out and in.
import { Option, type Command } from 'commander';
import { Stop } from '../conformance/run/exit-codes.ts';
import { readNamedFile } from '../conformance/run/named-file.ts';
import { askMock, mockAddress } from '../conformance/traffic/index.ts';
import { inOneLine } from '../schemas/controls.ts';
import { printLines } from './print-lines.ts';
import { writeTo } from './write-out.ts';

interface Options {
  readonly url: string;
  readonly adminToken?: string;
}

/** Bytes that a world may have: an import takes no more. */
const maxBytes = 134_217_728;

/** Milliseconds that the mock has for a world, which may be a large one. */
const patience = 120_000;

/** Calls the admin surface. Throws with what it says where it refuses, or where nobody answers. */
const call = async ({ url, adminToken }: Options, method: string, path: string, body?: string): Promise<string> => {
  const headers = {
    'content-type': 'application/json',
    ...(adminToken === undefined ? {} : { 'x-mock-admin-token': adminToken }),
  };
  const sent = { method, headers, ...(body === undefined ? {} : { body }) };
  const request = new Request(`${mockAddress(url)}/__admin/worlds/${path}`, sent);
  const { status, text } = await askMock(request, { milliseconds: patience, maxBytes });
  if (status >= 200 && status < 300) return text;
  throw new Stop('usage', `${url} answered ${status}: ${inOneLine(text).slice(0, 500)}`);
};

const exportTo = async (name: string, file: string, options: Options): Promise<void> =>
  writeTo(file, await call(options, 'GET', `${encodeURIComponent(name)}/export`));

const importFrom = async (name: string, file: string, options: Options): Promise<void> =>
  printLines([await call(options, 'PUT', `${encodeURIComponent(name)}/import`, readNamedFile(file))]);

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
