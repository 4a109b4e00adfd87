// How much of bare node:http is left: reads and rule-checked creates, in turns, in the same run, the journal on.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import { blankRecord } from '../mock-server/domain/record-draft.ts';
import { developmentToken, startMock } from '../mock-server/index.ts';
import { command, wholeFrom } from '../scripts/command.ts';
import { fallenIn, lastRatios, recordRatios, type Ratios } from './history.ts';
import { hasWrk, idOf, rateOf, type Load } from './load.ts';

const benched = command('bench', 'Times reads and creates of the mock beside bare servers, in one run.')
  .argument('[appointments]', 'so many are there', wholeFrom(1), 100)
  .argument('[seconds]', 'so long each load lasts', wholeFrom(1), 1)
  .argument('[rounds]', 'so often each load is measured', wholeFrom(1), 15)
  .option('--record', 'adds the ratios to bench/history.ndjson')
  .option(
    '--check',
    'ends in 1 where a ratio has fallen by more than a fifth since the last line there, in three rounds',
  )
  .parse();
const asked = benched.opts<{ record?: true; check?: true }>();
const [appointments, seconds, rounds] = benched.processedArgs as [number, number, number];

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
}

type Kind = 'mock' | 'bare' | 'viewing' | 'texts' | 'unchecked';

const started = (kind: Kind): Promise<Server> =>
  new Promise((resolve) => {
    const file = fileURLToPath(new URL('./server.ts', import.meta.url));
    const child = fork(file, [kind, String(appointments)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    child.stdout?.setEncoding('utf8').once('data', (line: string) => {
      resolve({ child, ...(JSON.parse(line) as { url: string }) });
    });
  });

interface Usage {
  readonly rss: number;
  /** Microseconds of processor time since the start. */
  readonly cpu: number;
}

const usageOf = ({ child }: Server): Promise<Usage> =>
  new Promise((resolve) => {
    child.once('message', (message) => resolve(message as Usage));
    child.send('usage');
  });

const loads = {
  read: {
    method: 'GET',
    path: `/Appointment/${idOf(Math.floor(appointments / 2))}`,
    token: developmentToken,
  },
  spread: {
    method: 'GET',
    path: '/Appointment',
    ids: appointments,
    token: developmentToken,
  },
  create: {
    method: 'POST',
    path: '/Appointment',
    body: JSON.stringify(canonicalAppointment()),
    token: developmentToken,
  },
} as const satisfies Readonly<Record<string, Load>>;

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Requests per second, and the processor time of one in microseconds, which a busy machine disturbs less. */
const measured = async (server: Server, load: Load) => {
  const before = await usageOf(server);
  const rate = await rateOf(server.url, load, seconds);
  return { rate, cost: ((await usageOf(server)).cpu - before.cpu) / (rate * seconds) };
};

interface Shares {
  readonly rate: number;
  readonly cost: number;
}

/** The mock's share of the bare server's rate, and of its processor time, in each of some rounds. */
const sharesOf = async (load: Load, mock: Server, bare: Server): Promise<readonly Shares[]> => {
  await rateOf(mock.url, load, 2);
  await rateOf(bare.url, load, 2);
  const shares: Shares[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const plain = await measured(bare, load);
    const ours = await measured(mock, load);
    shares.push({ rate: ours.rate / plain.rate, cost: plain.cost / ours.cost });
  }
  return shares;
};

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** The memory of this process after a thousand worlds, each with an appointment of its own, over what it was before. */
const worldsIn = async (): Promise<number> => {
  const { worlds, world, close } = await startMock();
  const before = process.memoryUsage().rss;
  for (let n = 0; n < 1000; n += 1) {
    const made = worlds.open(`world-${n}`);
    if ('fault' in made) throw new Error(made.fault);
    made
      .store()
      .appointments.put({ ...blankRecord({ id: world.ids.uuid(), stored: undefined, now: 0 }), practitioner: 'p' });
  }
  const grown = process.memoryUsage().rss - before;
  await close();
  return grown / 2 ** 20;
};

const mock = await started('mock');
const many = appointments.toLocaleString('en');
console.log(`the mock of bare node:http, ${hasWrk ? 'wrk' : 'node:http'} on ten connections, ${many} appointments`);

/** What is measured: a load, and what the bare server beside it does to serve it. */
const pairs: readonly (readonly [string, Load, Kind])[] = [
  ['reads of one id, of one that writes the JSON of each answer', loads.read, 'bare'],
  ['reads of one id, of one that makes each resource as the mock does', loads.read, 'viewing'],
  ['reads of one id, of one that keeps the text of the answer', loads.read, 'texts'],
  ['reads of any id, of one that writes the JSON of each answer', loads.spread, 'bare'],
  ['reads of any id, of one that makes each resource as the mock does', loads.spread, 'viewing'],
  ['creates, of one that checks the same rules', loads.create, 'bare'],
  ['creates, of one that checks no rule', loads.create, 'unchecked'],
];

/** The median share of each pair by processor time: the bare server's, of what the mock takes. */
const measureAll = async (): Promise<Ratios> => {
  const ratios: Record<string, number> = {};
  for (const [name, load, kind] of pairs) {
    const bare = await started(kind);
    const shares = await sharesOf(load, mock, bare);
    bare.child.kill();
    const [rates, costs] = [shares.map(({ rate }) => rate), shares.map(({ cost }) => cost)];
    console.log(`${name}: ${percent(median(rates))} (${rates.map(percent).join(', ')})`);
    console.log(`  by processor time: ${percent(median(costs))} (${costs.map(percent).join(', ')})`);
    ratios[name] = median(costs);
  }
  return ratios;
};

const ratios = await measureAll();
if (asked.record) recordRatios(ratios);
if (asked.check) {
  let fallen = fallenIn(ratios, lastRatios());
  for (let round = 2; round <= 3 && fallen.length > 0; round += 1) {
    const again = fallenIn(await measureAll(), lastRatios());
    fallen = fallen.filter((name) => again.includes(name));
  }
  for (const name of fallen) console.error(`fallen by more than a fifth in three rounds: ${name}`);
  if (fallen.length > 0) process.exitCode = 1;
}
mock.child.kill();
console.log(`a thousand worlds take ${(await worldsIn()).toFixed(0)} MiB more`);
