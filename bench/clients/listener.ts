// A client that listens to events: for each booking it is told of, it books a follow-up a week later, and it looks through
// the appointments from time to time. A faulty one differs in one entry of its behaviour.
import { createServer } from 'node:http';

interface ListenerBehaviour {
  /** Whether an event that came before is known. */
  readonly knows: (seen: ReadonlySet<string>, id: string) => boolean;
  /** Whether the appointment is read before the follow-up is booked. */
  readonly looks: boolean;
  /** Whether a cancellation is worth a look. */
  readonly heeds: boolean;
  /** After how many milliseconds it looks through the appointments, again and again. */
  readonly searchesEvery: number | undefined;
}

const sound: ListenerBehaviour = { knows: (seen, id) => seen.has(id), looks: true, heeds: true, searchesEvery: 1500 };

const faults: Readonly<Record<string, Partial<ListenerBehaviour>>> = {
  'acts on each delivery': { knows: () => false },
  'takes an event for the state': { looks: false, searchesEvery: 4000 },
  'relies on events alone': { searchesEvery: undefined },
  'lets cancellations pass': { heeds: false, searchesEvery: undefined },
};

const { knows, looks, heeds, searchesEvery } = { ...sound, ...faults[process.argv[2] ?? ''] };

const setting = (name: string): string => process.env[name] ?? '';
const fhirUrl = setting('CANVAS_FHIR_BASE_URL');
const patient = setting('CANVAS_PATIENT_ID');
const headers = { authorization: `Bearer ${setting('CANVAS_ACCESS_TOKEN')}`, 'content-type': 'application/json' };

interface Told {
  readonly event: string;
  readonly appointment: { readonly id: string; readonly start_time: string };
}

const inAWeek = (time: string, minutes: number): string =>
  new Date(Date.parse(time) + 7 * 864e5 + minutes * 60_000).toISOString();

const followUp = (time: string): object => ({
  resourceType: 'Appointment',
  status: 'proposed',
  reasonCode: [{ text: 'Follow-up' }],
  supportingInformation: [{ reference: `Location/${setting('CANVAS_LOCATION_ID')}` }],
  start: inAWeek(time, 0),
  end: inAWeek(time, 30),
  participant: [
    { actor: { reference: `Practitioner/${setting('CANVAS_PRACTITIONER_ID')}` }, status: 'accepted' },
    { actor: { reference: `Patient/${patient}` }, status: 'accepted' },
  ],
});

const followed = new Set<string>();

const isCancelled = async (id: string): Promise<boolean> => {
  const answer = await fetch(`${fhirUrl}/Appointment/${id}`, { headers });
  return ((await answer.json()) as { status: string }).status === 'cancelled';
};

const act = async ({ event, appointment }: Told): Promise<void> => {
  if (!heeds && event === 'APPOINTMENT_CANCELED') return;
  if (looks && (await isCancelled(appointment.id))) return;
  // Its own follow-ups are told of, too.
  if (event !== 'APPOINTMENT_CREATED' || followed.has(appointment.start_time.slice(0, 16))) return;
  const body = followUp(appointment.start_time);
  followed.add(inAWeek(appointment.start_time, 0).slice(0, 16));
  await fetch(`${fhirUrl}/Appointment`, { method: 'POST', headers, body: JSON.stringify(body) });
};

const seen = new Set<string>();

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const id = String(request.headers['webhook-id']);
    const isKnown = knows(seen, id);
    seen.add(id);
    const done = isKnown ? Promise.resolve() : act(JSON.parse(Buffer.concat(parts).toString()) as Told);
    void done.finally(() => response.writeHead(204).end());
  });
}).listen(0, '127.0.0.1', () => {
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}/events`;
  void fetch(setting('CANVAS_WEBHOOKS_URL'), { method: 'POST', headers, body: JSON.stringify({ url }) });
});

if (searchesEvery !== undefined)
  setInterval(
    () => void fetch(`${fhirUrl}/Appointment?patient=Patient/${patient}`, { headers }),
    searchesEvery,
  ).unref();
setTimeout(() => {
  process.exit(0);
}, 5000);
