// The sound client with fhir-kit-client: what a server may do meanwhile is met below the library, in the fetch that it calls.
import { Client } from 'fhir-kit-client';
import { sound, type Json } from '../behaviour.ts';
import { Connection, Ended, Lost, textsOf } from '../connection.ts';

const setting = (name: string, otherwise: string): string => process.env[name] ?? otherwise;

const baseUrl = setting('CANVAS_FHIR_BASE_URL', 'http://127.0.0.1:4010');
const patient = `Patient/${setting('CANVAS_PATIENT_ID', 'ee1c7803325b47b492008f3e7c9d7a3d')}`;
const practitioner = `Practitioner/${setting('CANVAS_PRACTITIONER_ID', '4150cd20de8a470aa570a852859ac87e')}`;
const start = '2031-03-04T15:00:00Z';

const connection = new Connection(
  {
    tokenUrl: setting('CANVAS_TOKEN_URL', 'http://127.0.0.1:4010/auth/token/'),
    clientId: setting('CANVAS_CLIENT_ID', 'my-client'),
    clientSecret: setting('CANVAS_CLIENT_SECRET', 'my-secret'),
  },
  sound,
);

/** Renews, waits and repeats; and shows an empty body in the place of `null`, on which the library throws. */
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const text = await request.text();
  const condition = request.headers.get('if-unmodified-since');
  const { status, headers, body } = await connection.call(
    request.method,
    request.url,
    text === '' ? undefined : (JSON.parse(text) as Json),
    condition === null ? {} : { 'if-unmodified-since': condition },
  );
  return new Response(body === null || body === undefined ? '' : JSON.stringify(body), { status, headers });
};

const client = new Client({ baseUrl });

interface Refusal {
  readonly response: { readonly status: number; readonly data: unknown };
}

const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && typeof (error as unknown as Partial<Refusal>).response?.status === 'number';

const found = async (): Promise<readonly Json[]> => {
  const all: Json[] = [];
  let bundle: unknown = await client.search({ resourceType: 'Appointment', searchParams: { patient } });
  while (bundle !== undefined) {
    const page = bundle as { entry?: readonly { resource: Json }[]; link: readonly { relation: string }[] };
    all.push(...(page.entry ?? []).map(({ resource }) => resource));
    const hasNext = page.link.some(({ relation }) => relation === 'next');
    bundle = hasNext ? await client.nextPage({ bundle: page as never }) : undefined;
  }
  return all;
};

const create = async (): Promise<string> => {
  const body = {
    resourceType: 'Appointment',
    status: 'proposed',
    reasonCode: [{ text: 'First visit' }],
    supportingInformation: [
      { reference: `Location/${setting('CANVAS_LOCATION_ID', 'b3476a18-3f63-422d-87e7-b3dc0cd55060')}` },
    ],
    start,
    end: '2031-03-04T15:30:00Z',
    participant: [
      { actor: { reference: practitioner }, status: 'accepted' },
      { actor: { reference: patient }, status: 'accepted' },
    ],
  };
  try {
    const created = await client.create({ resourceType: 'Appointment', body });
    return /Appointment\/([^/]+)/.exec(Client.httpFor(created).response?.headers.get('location') ?? '')?.[1] ?? '';
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    const isOurs = (one: Json): boolean =>
      one['status'] !== 'cancelled' && Date.parse(String(one['start'])) === Date.parse(start);
    const made = (await found()).find(isOurs);
    return made === undefined ? create() : String(made['id']);
  }
};

const changeStatus = async (id: string, status: string): Promise<boolean> => {
  const record = (await client.read({ resourceType: 'Appointment', id })) as unknown as Json;
  console.log(`Appointment/${id} is ${String(record['status'])}`);
  if (record['status'] === 'cancelled') return false;
  const since = Client.httpFor(record as never).response?.headers.get('date') ?? '';
  const options = { headers: { 'If-Unmodified-Since': since } };
  try {
    await client.update({ resourceType: 'Appointment', id, body: { ...record, status } as never, options });
    return true;
  } catch (error) {
    if (isRefusal(error) && error.response.status === 412) return changeStatus(id, status);
    throw error;
  }
};

try {
  await connection.renew();
  const id = await create();
  if (await changeStatus(id, 'booked')) {
    console.log(`the patient has ${(await found()).length} appointments`);
    await changeStatus(id, 'cancelled');
  }
} catch (error) {
  process.exitCode = 1;
  if (isRefusal(error)) console.error(`refused with ${error.response.status}: ${textsOf(error.response.data)}`);
  else if (error instanceof Ended || error instanceof Lost) console.error(error.message);
  else throw error;
}
