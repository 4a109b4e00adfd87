// Starts the process with the mocks that are fuzzed, asks it, and starts it again where it hangs.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../conformance/run/package.ts';
import type { MockOptions } from '../../mock-server/index.ts';
import type { Asked } from './host.ts';

/** The kinds of mock that are fuzzed. */
const kinds = {
  documented: { seed: 'fuzz' },
  latest: { seed: 'fuzz', edition: 'latest' },
  framework: { seed: 'fuzz', edition: 'latest', validation: 'framework' },
  persistent: { seed: 'fuzz', edition: 'latest' },
} as const;

export type MockKind = keyof typeof kinds;

export const mockKinds = Object.keys(kinds) as MockKind[];

export interface FuzzedMocks {
  readonly urlOf: (kind: MockKind) => string;
  /** Bytes in use, after a collection of what is not. */
  readonly memory: () => Promise<number>;
  /** The longest time, in milliseconds of the processor, that the process was at one thing since it was last asked. */
  readonly busiest: () => Promise<number>;
  /** Closes the mocks and starts them again. Rejects where one does not. */
  readonly reopen: () => Promise<void>;
  /** Ends a process that hangs and starts another one. */
  readonly restart: () => Promise<void>;
  /** What the process has printed last: the stack behind a server error. */
  readonly printed: () => string;
  readonly close: () => Promise<void>;
}

const script = fileURLToPath(new URL('./host.ts', import.meta.url));

/** How many characters of what was printed are kept. */
const maxPrinted = 4000;

/** What the process with the mocks answers. */
interface HostAnswer {
  readonly memory?: number;
  readonly busiest?: number;
}

/** The process with the mocks, and the folder of the one that keeps its data. */
class Host {
  #child: ChildProcess | undefined;
  #printed = '';
  #urls: readonly string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'canvas-harness-fuzz-'));

  urlOf(kind: MockKind): string {
    return this.#urls[mockKinds.indexOf(kind)] ?? '';
  }

  get printed(): string {
    return this.#printed;
  }

  async start(): Promise<void> {
    const options: readonly MockOptions[] = mockKinds.map((kind) =>
      kind === 'persistent' ? { ...kinds[kind], data: join(this.#folder, 'data') } : kinds[kind],
    );
    this.#child = fork(script, [JSON.stringify(options)], {
      cwd: packageRoot,
      execArgv: ['--expose-gc', '--import', './scripts/ts-hooks.mjs'],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#printed = (this.#printed + text).slice(-maxPrinted);
    });
    await this.#nextAnswer();
  }

  async #nextAnswer(): Promise<HostAnswer> {
    if (this.#child === undefined) throw new Error('there is no process');
    // Whichever of the two comes, nothing listens for the other one any more.
    const come = new AbortController();
    const { signal } = come;
    const ended = once(this.#child, 'exit', { signal }).then(() => {
      throw new Error(`the process with the mocks has ended: ${this.#printed}`);
    });
    const told = once(this.#child, 'message', { signal });
    const [message] = (await Promise.race([told, ended]).finally(() => come.abort())) as [
      HostAnswer & { readonly urls?: readonly string[] },
    ];
    if (message.urls !== undefined) this.#urls = message.urls;
    return message;
  }

  async ask(asked: Asked): Promise<HostAnswer> {
    const answer = this.#nextAnswer();
    this.#child?.send(asked);
    return answer;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  removeFolder(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Starts the mocks. */
export const startMocks = async (): Promise<FuzzedMocks> => {
  const host = new Host();
  await host.start();
  return {
    urlOf: (kind) => host.urlOf(kind),
    memory: async () => (await host.ask('memory')).memory ?? 0,
    busiest: async () => (await host.ask('busiest')).busiest ?? 0,
    reopen: async () => {
      await host.ask('reopen');
    },
    restart: async () => {
      await host.kill();
      await host.start();
    },
    printed: () => host.printed,
    close: async () => {
      await host.kill();
      host.removeFolder();
    },
  };
};
