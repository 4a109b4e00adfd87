// Every command that creates on a live side, on every way out that a process can notice: what it has created is put away, or
// it says which command does that, and that command does.
import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { instance } from '../fixtures/instance.ts';
import { startMock, type Mock } from '../mock-server/index.ts';
import { call, newFolder, start, type Environment } from '../bench/test-support/command.ts';
import { forward, serve, type Received } from '../bench/test-support/server.ts';

type Commands = Readonly<Record<string, (url: string) => readonly string[]>>;

const ledger = ['--ledger', 'canvas-ledger.jsonl'];

/** The commands that create, each so that it creates a few records at least. */
const commands: Commands = {
  verify: () => ['verify', '--rules', 'booking', '--level', 'full', '--max-creates', '60', '--quiet'],
  drift: (url) => ['drift', '--against', url, '--rules', 'booking', ...ledger],
  'drift --explore': (url) => ['drift', '--against', url, '--explore', '20', ...ledger],
  probe: (url) => ['probe', '--against', url, '--level', 'full', ...ledger],
  'editions detect': (url) => ['editions', 'detect', url, ...ledger],
};

interface WayOut {
  readonly act: (child: ChildProcessWithoutNullStreams) => void;
  /** Whether the command is left to go on to its own end. */
  readonly goesOn?: true;
}

const sent =
  (signal: NodeJS.Signals, ...later: readonly NodeJS.Signals[]): WayOut['act'] =>
  (child) => {
    // The next one comes as soon as the command says that it has heeded the one before.
    child.stderr.on('data', (text: string) => {
      const next = text.includes('putting away') ? later[0] : undefined;
      if (next !== undefined) child.kill(next);
    });
    child.kill(signal);
  };

const closed =
  (...streams: readonly ('stdout' | 'stderr')[]): WayOut['act'] =>
  (child) => {
    for (const stream of streams) child[stream].destroy();
  };

const ways: Readonly<Record<string, WayOut>> = {
  'SIGINT once': { act: sent('SIGINT') },
  'SIGINT twice': { act: sent('SIGINT', 'SIGINT') },
  SIGTERM: { act: sent('SIGTERM') },
  SIGHUP: { act: sent('SIGHUP') },
  'a terminal that is closed': {
    act: (child) => {
      closed('stdout', 'stderr')(child);
      sent('SIGHUP')(child);
    },
  },
  'a closed stderr': { act: closed('stderr'), goesOn: true },
};

const isCreate = ({ method, url }: Received): boolean => method === 'POST' && url === '/Appointment';

const openIn = async ({ url }: Mock): Promise<readonly string[]> => {
  const answer = await fetch(`${url}/__admin/records/appointments?_limit=2000`);
  const all = (await answer.json()) as readonly { readonly id: string; readonly status: string }[];
  const known = new Set(instance.appointments.map(({ id }) => id));
  return all.filter(({ id, status }) => status !== 'cancelled' && !known.has(id)).map(({ id }) => id);
};

/** What a lax server takes that every edition refuses: `editions detect` creates nothing elsewhere. */
const lax = ['appointment-type/must-exist', 'reason-code/must-exist'] as const;

/** Starts a command, lets it go one of the ways once it has created something, and looks at what is left. */
const leave = async (command: string, { act, goesOn }: WayOut): Promise<void> => {
  const isDetect = command === 'editions detect';
  const mock = await startMock({ records: instance, ...(isDetect ? { without: [...lax] } : {}) });
  const server = await serve((received) => forward(mock.url, received));
  const environment: Environment = { CANVAS_FHIR_BASE_URL: server.url, CANVAS_ACCESS_TOKEN: mock.token };
  const folder = newFolder();
  try {
    const child = start(folder, commands[command]?.(server.url) ?? [], environment);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (more: string) => (text += more));
    const ended = once(child, 'exit');
    await Promise.race([server.waitForRequests(isDetect ? 1 : 3, isCreate), ended]);
    act(child);
    const [code, signal] = (await ended) as [number | null, string | null];
    assert.equal(signal, null, `it has an end of its own: ${text}`);
    if (goesOn !== true && !isDetect) assert.notEqual(code, 0, text);
    if ((await openIn(mock)).length === 0) return;
    assert.match(text, /canvas-harness cleanup --ledger/);
    const { code: cleaned, out, err } = await call(folder, ['cleanup', ...ledger], environment);
    assert.equal(cleaned, 0, out + err);
    assert.deepEqual(await openIn(mock), []);
  } finally {
    await server.close();
    await mock.close();
  }
};

for (const command of Object.keys(commands))
  describe(command, { concurrency: 2 }, () => {
    for (const [name, way] of Object.entries(ways)) it(`${name}: nothing stays open`, () => leave(command, way));
  });
