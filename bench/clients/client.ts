// One course of a client: it books, reads, looks through the patient's appointments, confirms, and cancels.
import type { Answer, Json } from './behaviour.ts';
import { behaviourOf } from './client-faults.ts';
import { Connection, Ended, Lost, textsOf } from './connection.ts';

const setting = (name: string, otherwise: string): string => process.env[name] ?? otherwise;

const fhirUrl = setting('CANVAS_FHIR_BASE_URL', 'http://127.0.0.1:4010');
const patient = `Patient/${setting('CANVAS_PATIENT_ID', 'ee1c7803325b47b492008f3e7c9d7a3d')}`;
const behaviour = behaviourOf(process.argv[2]);
const connection = new Connection(
  {
    tokenUrl: setting('CANVAS_TOKEN_URL', 'http://127.0.0.1:4010/auth/token/'),
    clientId: setting('CANVAS_CLIENT_ID', 'my-client'),
    clientSecret: setting('CANVAS_CLIENT_SECRET', 'my-secret'),
  },
  behaviour,
);

const appointment = behaviour.appointment({
  resourceType: 'Appointment',
  status: 'proposed',
  reasonCode: [{ text: 'First visit' }],
  supportingInformation: [
    { reference: `Location/${setting('CANVAS_LOCATION_ID', 'b3476a18-3f63-422d-87e7-b3dc0cd55060')}` },
  ],
  start: '2031-03-04T15:00:00Z',
  end: '2031-03-04T15:30:00Z',
  participant: [
    {
      actor: { reference: `Practitioner/${setting('CANVAS_PRACTITIONER_ID', '4150cd20de8a470aa570a852859ac87e')}` },
      status: 'accepted',
    },
    { actor: { reference: patient }, status: 'accepted' },
  ],
});

const urlOf = (id: string): string => `${fhirUrl}/Appointment/${id}`;

/** The answer, where it is a success; otherwise the end, with what the server says. */
const succeeded = (answer: Answer): Answer => {
  if (answer.status >= 400 && answer.status !== 500)
    throw new Ended(behaviour.told(answer.status, textsOf(answer.body)));
  return answer;
};

interface Bundle extends Json {
  readonly total: number;
  readonly entry?: readonly { readonly resource: Json }[];
}

const pageAt = async (url: string): Promise<Bundle> =>
  succeeded(await connection.call('GET', behaviour.searchUrl(url, connection.token))).body as Bundle;

const firstPage = async (): Promise<Bundle> => {
  if (!behaviour.searchesByPost) return pageAt(`${fhirUrl}/Appointment?patient=${patient}`);
  const form = new URLSearchParams({ patient });
  return succeeded(await connection.call('POST', `${fhirUrl}/Appointment/_search`, form)).body as Bundle;
};

/** A Bundle without entries leaves them out; anything else is none. */
const resourcesIn = ({ entry = [] }: Bundle): readonly Json[] => entry.map(({ resource }) => resource);

/** The pages after the first, each at the place that the size of the first leads to: all asked for at once. */
const pagesBeside = async (first: Bundle, next: string): Promise<readonly Bundle[]> => {
  const size = resourcesIn(first).length;
  const urls = Array.from({ length: Math.ceil(first.total / size) - 1 }, (_page, position) => {
    const url = new URL(next);
    url.searchParams.set('_offset', String((position + 1) * size));
    return url.href;
  });
  return Promise.all(urls.toReversed().map(pageAt));
};

/** The appointments of the patient, from all pages. */
const found = async (): Promise<readonly Json[]> => {
  const url = `${fhirUrl}/Appointment?patient=${patient}`;
  const first = await firstPage();
  const pages = [first];
  let next = behaviour.nextPage(first, url);
  if (next !== undefined && behaviour.fetchesInParallel)
    return [first, ...(await pagesBeside(first, next))].flatMap(resourcesIn);
  while (next !== undefined) {
    const page: Bundle = await pageAt(next);
    pages.push(page);
    next = behaviour.nextPage(page, next);
  }
  return pages.flatMap(resourcesIn);
};

const isSameTime = (one: unknown, other: unknown): boolean => Date.parse(String(one)) === Date.parse(String(other));

/** Creates the appointment. One whose answer was lost is looked for before it is sent again. */
const create = async (): Promise<string> => {
  try {
    const answer = succeeded(await connection.call('POST', `${fhirUrl}/Appointment`, appointment));
    if (!behaviour.isMade(answer)) throw new Ended('the appointment was not created');
    return behaviour.idOf(answer);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    const made = behaviour.looksFirst
      ? (await found()).find(({ start, status }) => status !== 'cancelled' && isSameTime(start, appointment['start']))
      : undefined;
    return made === undefined ? create() : String(made['id']);
  }
};

/** Reads the appointment, changes its status, and writes it back; again from the read on where somebody was faster. */
const changeStatus = async (id: string, status: string): Promise<boolean> => {
  const read = succeeded(await connection.call('GET', urlOf(id)));
  const record = read.body as Json & { readonly participant: readonly unknown[] };
  console.log(`Appointment/${id} is ${String(record['status'])} with ${record.participant.length} people`);
  if (behaviour.isOver(record)) return false;
  const body = { ...behaviour.kept(record), status };
  const answer = await connection.call('PUT', urlOf(id), body, behaviour.condition(read));
  if (answer.status !== 412) {
    succeeded(answer);
    return true;
  }
  if (behaviour.readsAgain) return changeStatus(id, status);
  succeeded(await connection.call('PUT', urlOf(id), body));
  return true;
};

const main = async (): Promise<void> => {
  await connection.renew();
  const id = await create();
  if (!(await changeStatus(id, 'booked'))) return;
  console.log(`the patient has ${(await found()).length} appointments`);
  await changeStatus(id, 'cancelled');
};

try {
  await main();
} catch (error) {
  if (!(error instanceof Ended || error instanceof Lost)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
