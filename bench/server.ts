// A server of the benchmark, as a process of its own: the mock, or one of bare node:http.
// node --import ./scripts/ts-hooks.mjs bench/server.ts <kind> <appointments>
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { instance, locations, patients, practitioners } from '../fixtures/instance.ts';
import { idOf } from './load.ts';
import { blankRecord } from '../mock-server/domain/record-draft.ts';
import type { AppointmentRecord } from '../schemas/canvas/record.ts';
import { developmentToken, startMock } from '../mock-server/index.ts';
import { appointment } from '../mock-server/resources/appointment/appointment.ts';
import { Trace } from '../mock-server/domain/trace.ts';
import type { World } from '../mock-server/worlds/world.ts';

const minute = 60_000;
const first = Date.UTC(2031, 0, 1);

const recordOf = (n: number): AppointmentRecord => ({
  ...blankRecord({ id: idOf(n), stored: undefined, now: first }),
  noteType: 'office-visit',
  start: first + n * 5 * minute,
  durationMinutes: 30,
  practitioner: practitioners[n % 2]?.id ?? '',
  patient: patients[n % 2]?.id ?? null,
  location: locations[0]?.id ?? null,
  reasons: [{ coding: 'initial-visit', text: 'First visit' }],
  meetingLink: 'https://video.example/1',
});

const recordsOf = (count: number) => ({
  ...instance,
  appointments: Array.from({ length: count }, (_, n) => recordOf(n)),
});

const json = { 'content-type': 'application/fhir+json; charset=utf-8' };

const isAllowed = ({ headers }: IncomingMessage): boolean => headers.authorization === `Bearer ${developmentToken}`;

/** What a bare server has of the appointments: the JSON of one by its id, undefined where there is none. */
type Reads = (id: string, world: World) => string | undefined;

const viewed = (id: string, { store, interpreter, instance: terms }: World) => {
  const record = store().appointments.get(id);
  return record && interpreter.view(record, terms);
};

/** Calls a function once for each id. */
const once = <T>(make: (id: string, world: World) => T) => {
  const made = new Map<string, T>();
  return (id: string, world: World): T => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const value = make(id, world);
    made.set(id, value);
    return value;
  };
};

const resourceOf = once(viewed);

/** Keeps resources as they are shown, and writes one as JSON each time it is read. */
const writesJson: Reads = (id, world) => JSON.stringify(resourceOf(id, world));

/** Keeps records, as the mock does, and makes the resource each time. */
const makesViews: Reads = (id, world) => JSON.stringify(viewed(id, world));

/** Keeps the text of each answer. */
const keepsTexts: Reads = once(writesJson);

const readBare = ({ url = '' }: IncomingMessage, response: ServerResponse, world: World, reads: Reads): void => {
  const text = reads(url.slice('/Appointment/'.length), world);
  response.writeHead(text === undefined ? 404 : 200, { ...json, 'content-length': Buffer.byteLength(text ?? '') });
  response.end(text);
};

const created = new Map<string, unknown>();

/** Keeps a body as it came and checks nothing; the path of what was made. */
const kept = (body: unknown, world: World): string => {
  const id = world.ids.uuid();
  created.set(id, body);
  return `/Appointment/${id}`;
};

/** Checks a body by the rules and stores the record; the path of what was made. */
const checked = (body: Record<string, unknown>, world: World): string => {
  const asked = { base: '', id: '', query: [], ifUnmodifiedSince: undefined, trace: new Trace() };
  const result = appointment.create({ ...asked, body }, world);
  if ('rule' in result) throw new Error(`refused by ${result.rule}`);
  result.commit?.();
  return result.headers?.['location'] ?? '';
};

const createBare = (request: IncomingMessage, response: ServerResponse, world: World, store: typeof checked): void => {
  let text = '';
  request.setEncoding('utf8').on('data', (more: string) => (text += more));
  request.on('end', () => {
    const location = `http://localhost${store(JSON.parse(text) as Record<string, unknown>, world)}`;
    response.writeHead(201, { ...json, location, 'content-length': 4 });
    response.end('null');
  });
};

/** Bare node:http: the token is compared, a read is looked up, a create is parsed and stored. */
const startBare = async (count: number, reads: Reads, store = checked): Promise<string> => {
  const { world, close } = await startMock({ records: recordsOf(count) });
  await close();
  const server = createServer((request, response) => {
    if (!isAllowed(request)) response.writeHead(401).end();
    else if (request.method === 'POST') createBare(request, response, world, store);
    else readBare(request, response, world, reads);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const [kind, count = '100'] = process.argv.slice(2);
const starts: Readonly<Record<string, (count: number) => Promise<string>>> = {
  mock: async (many) => (await startMock({ records: recordsOf(many) })).url,
  bare: (many) => startBare(many, writesJson),
  viewing: (many) => startBare(many, makesViews),
  texts: (many) => startBare(many, keepsTexts),
  unchecked: (many) => startBare(many, writesJson, kept),
};
const start = starts[kind ?? ''];
if (start === undefined) throw new Error(`'${kind ?? ''}' is none of ${Object.keys(starts).join(', ')}`);
const url = await start(Number(count));
process.stdout.write(`${JSON.stringify({ url })}\n`);
process.on('SIGINT', () => process.exit(0));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage().rss, cpu: user + system });
});
