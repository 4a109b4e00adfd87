// The image and the files of deploy/: their own commands, run in a clean folder, where no engine for containers is at hand.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { call, newFolder } from '../bench/test-support/command.ts';
import { freePort } from '../bench/test-support/free-port.ts';
import { pack, run } from '../bench/test-support/pack.ts';
import { root } from './rooms.mjs';

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The instructions of the last stage of the Dockerfile, each as its name and its text in one line. */
const instructions = (
  textOf('Dockerfile')
    .split(/^FROM .*$/m)
    .at(-1) ?? ''
)
  .replaceAll('\\\n', '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1).trim()] as const);

const instruction = (name: string): string => instructions.find(([each]) => each === name)?.[1] ?? '';

/** The text of an instruction that is a list of words. */
const wordsOf = (name: string, text = instruction(name)): readonly string[] => JSON.parse(text) as string[];

describe('the Dockerfile', () => {
  it('installs the package, serves with kept data, and finds its mock healthy', async () => {
    const folder = newFolder();
    const image = join(folder, 'image');
    const placed = (text: string): string =>
      text
        .replaceAll(/(?<![\w.:/])\/(harness|data|reports|tmp)\b/g, join(image, '$1'))
        .replaceAll('node:node', `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`);
    for (const made of ['harness', 'tmp']) mkdirSync(join(image, made), { recursive: true });
    const [, to = ''] = instruction('COPY').split(' ').slice(-2);
    copyFileSync(await pack(folder), placed(to));
    // The image empties npm's cache: here one of its own, which no other test is using.
    const install = `export npm_config_cache='${join(folder, 'npm')}'; ${placed(instruction('RUN'))}`;
    const installed = await run('sh', ['-c', install], placed('/harness'));
    assert.equal(installed.code, 0, installed.output);

    const port = await freePort();
    const bin = placed(/ENV PATH="(.*):\$PATH"/.exec(textOf('Dockerfile'))?.[1] ?? '');
    const [program = ''] = wordsOf('ENTRYPOINT');
    const args = [...wordsOf('CMD', placed(instruction('CMD'))), '--port', String(port)];
    const mock = spawn(join(bin, program), args, { cwd: join(image, 'reports'), stdio: ['ignore', 'pipe', 'inherit'] });
    await once(mock.stdout, 'data');
    const check = (/CMD (\[.*\])/.exec(instruction('HEALTHCHECK'))?.[1] ?? '').replace('4010', String(port));
    const [command = '', ...rest] = wordsOf('HEALTHCHECK', check);
    const healthy = await run(command, rest, folder);
    assert.equal(healthy.code, 0, healthy.output);
    mock.kill('SIGTERM');
    assert.deepEqual(await once(mock, 'exit'), [0, null]);
    assert.equal((await run(command, rest, folder)).code, 1, 'a mock that is gone is not healthy');
  });
});

interface Shards {
  readonly services: Readonly<Record<string, { readonly command: readonly string[] }>>;
}

describe('deploy/shards.yaml', () => {
  it('runs the whole suite in its parts, and makes one verdict of them', async () => {
    const { services } = parse(textOf('deploy/shards.yaml'), { merge: true }) as Shards;
    const { merge, ...parts } = services;
    assert.equal(Object.keys(parts).length, 8);
    const folder = newFolder();
    for (const { command } of Object.values(parts)) {
      const { code, err } = await call(folder, command);
      assert.equal(code, 0, err);
    }
    const merged = await call(folder, merge?.command ?? []);
    assert.equal(merged.code, 0, merged.err);
    assert.match(merged.out, /CONFORMANT/);
  });
});

interface Envoy {
  readonly static_resources: {
    readonly listeners: readonly { readonly address: Address }[];
    readonly clusters: readonly {
      readonly lb_policy: string;
      readonly load_assignment: {
        readonly endpoints: readonly {
          readonly lb_endpoints: readonly { readonly endpoint: { readonly address: Address } }[];
        }[];
      };
    }[];
  };
}

interface Address {
  readonly socket_address: { readonly address: string; readonly port_value: number };
}

describe('deploy/envoy.yaml', () => {
  it('names the mocks and the port that nginx.conf names, and hashes consistently', () => {
    const nginx = textOf('deploy/nginx.conf');
    const { listeners, clusters } = (parse(textOf('deploy/envoy.yaml')) as Envoy).static_resources;
    const placeOf = ({ socket_address: { address, port_value: port } }: Address): string => `${address}:${port}`;
    const mocks = clusters.flatMap(({ load_assignment: { endpoints } }) =>
      endpoints.flatMap(({ lb_endpoints: each }) => each.map(({ endpoint }) => placeOf(endpoint.address))),
    );
    assert.deepEqual(
      mocks,
      [...nginx.matchAll(/^ *server (\S+) max_fails=0;$/gm)].map(([, mock]) => mock),
    );
    assert.deepEqual(
      listeners.map(({ address }) => address.socket_address.port_value),
      [Number(/listen (\d+);/.exec(nginx)?.[1])],
    );
    assert.deepEqual(
      clusters.map(({ lb_policy: policy }) => policy),
      ['RING_HASH'],
    );
  });
});
