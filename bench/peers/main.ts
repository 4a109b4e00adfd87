// npm run bench:peers: our mock and what people would pick instead, on the same work in one run.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { developmentToken } from '../../mock-server/index.ts';
import { command, namesWith, wholeFrom } from '../../scripts/command.ts';
import { hasWrk, idOf, rateOf } from '../load.ts';
import { freePort } from '../test-support/free-port.ts';
import { loadsOf, peers, type LoadName, type Peer } from './peers.ts';
import { plotOf } from './plot.ts';
import { tableOf, type Figures } from './table.ts';

const asked = command('bench:peers', 'Times this mock and what people would pick instead, on the same work in one run.')
  .option('--appointments <n>', 'so many are there', wholeFrom(1), 1000)
  .option('--seconds <n>', 'so long each load lasts', wholeFrom(1), 2)
  .option('--rounds <n>', 'so often each load is measured', wholeFrom(1), 3)
  .option('--only <word>', 'only those whose name holds this')
  .option('--write', 'puts the table and the plot into docs')
  .parse();
const values = asked.opts<{ appointments: number; seconds: number; rounds: number; only?: string; write?: true }>();
const { appointments: count, seconds, rounds } = values;
const names = namesWith(
  peers.map(({ name }) => name),
  values.only === undefined ? [] : [values.only],
);
const chosen = peers.filter(({ name }) => names.includes(name));

// Our mock is measured as it is installed, and not from its sources.
spawnSync(process.execPath, [fileURLToPath(new URL('../../scripts/build-if-stale.mjs', import.meta.url))], {
  stdio: 'inherit',
});

const folder = fileURLToPath(new URL('./installed/', import.meta.url));
if (!existsSync(join(folder, 'node_modules')))
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: folder,
    stdio: 'inherit',
    shell: true,
  });

const median = (figures: readonly number[]): number =>
  figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;

/** Resident memory of a process in MiB. */
const memoryOf = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]) / 1024;

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** Milliseconds from the start of the process to its first answer. */
  readonly start: number;
  readonly stop: () => Promise<void>;
}

/** Milliseconds that a server may take to answer. */
const longestStart = 30_000;

/** Starts a server and asks it for an appointment until it answers. */
const start = async (peer: Peer): Promise<Running> => {
  const [port, home] = [await freePort(), mkdtempSync(join(tmpdir(), 'peer-'))];
  const [program = '', ...args] = peer.command(port, count, home);
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(program, args, { cwd: home, stdio: 'ignore' });
  const headers = { authorization: `Bearer ${developmentToken}` };
  const hasAnswered = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/Appointment/${idOf(0)}`, { headers }).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  };
  while (!(await hasAnswered()))
    if (child.exitCode !== null || performance.now() - began > longestStart) {
      child.kill('SIGKILL');
      throw new Error(`${peer.name} does not answer: try ${[program, ...args].join(' ')}`);
    }
  const took = performance.now() - began;
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  return { child, url, start: took, stop };
};

const measure = async (peer: Peer): Promise<Figures> => {
  const server = await start(peer);
  try {
    const atRest = memoryOf(server.child.pid);
    const rates: Partial<Record<LoadName, number>> = {};
    for (const [name, load] of Object.entries(loadsOf(peer, count)) as [LoadName, Parameters<typeof rateOf>[1]][]) {
      // The same again before: what is measured is a server that is warm.
      await rateOf(server.url, load, seconds);
      rates[name] = await rateOf(server.url, load, seconds);
    }
    const says = peer.isCompiledAtStart !== true;
    return {
      name: peer.name,
      keeps: peer.keeps,
      start: says ? server.start : undefined,
      memory: says ? atRest : undefined,
      rates,
    };
  } finally {
    await server.stop();
  }
};

/** The medians of some rounds, in each of which every server had its turn. */
const joined = (all: readonly Figures[]): Figures => {
  const [first] = all;
  if (first === undefined) throw new Error('no round was measured');
  const rates = Object.fromEntries(
    Object.keys(first.rates).map((name) => [name, median(all.map((one) => one.rates[name as LoadName] ?? 0))]),
  );
  const medianOf = (of: (one: Figures) => number | undefined): number | undefined => {
    const known = all.map(of).filter((figure) => figure !== undefined);
    return known.length === 0 ? undefined : median(known);
  };
  return { ...first, start: medianOf(({ start }) => start), memory: medianOf(({ memory }) => memory), rates };
};

const measured = new Map<string, Figures[]>(chosen.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round += 1)
  for (const peer of chosen) measured.get(peer.name)?.push(await measure(peer));

const figures = [...measured.values()].map(joined);
const conditions = `${count.toLocaleString('en')} appointments, ten connections by ${hasWrk ? 'wrk' : 'node:http'}, medians of ${rounds} rounds of ${seconds} s, ${cpus().length} cores, Node ${process.version}`;
const text = `${conditions}\n\n${tableOf(figures)}`;
console.log(text);
if (values.write) {
  const page = new URL('../../docs/performance.md', import.meta.url);
  const [before = '', , after = ''] = readFileSync(page, 'utf8').split(/<!-- figures -->\n|<!-- end of figures -->\n/);
  writeFileSync(page, `${before}<!-- figures -->\n\n${text}\n\n<!-- end of figures -->\n${after}`);
  writeFileSync(new URL('../../docs/images/performance.svg', import.meta.url), plotOf(figures));
}
