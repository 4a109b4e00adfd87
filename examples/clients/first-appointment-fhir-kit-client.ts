// The first appointment with fhir-kit-client: a token, a create, a read. Settings come from the environment.
import { Client } from 'fhir-kit-client';

const setting = (name: string, otherwise: string): string => process.env[name] ?? otherwise;

const fhirUrl = setting('CANVAS_FHIR_BASE_URL', 'http://127.0.0.1:4010');
const ehrUrl = setting('CANVAS_INSTANCE_URL', 'http://127.0.0.1:4010');

// Canvas answers a write with the body `null`, on which fhir-kit-client 2.0.3 throws after the write has happened.
// So it is shown an empty body instead.
const { fetch: plainFetch } = globalThis;
globalThis.fetch = async (...call) => {
  const response = await plainFetch(...call);
  const { status, headers } = response;
  const isNull = response.ok && (await response.clone().text()) === 'null';
  return isNull ? new Response('', { status, headers }) : response;
};

const form = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: setting('CANVAS_CLIENT_ID', 'my-client'),
  client_secret: setting('CANVAS_CLIENT_SECRET', 'my-secret'),
});
const granted = await fetch(`${ehrUrl}/auth/token/`, { method: 'POST', body: form });
if (!granted.ok) throw new Error(`no token: ${await granted.text()}`);
const { access_token: bearerToken } = (await granted.json()) as { access_token: string };
const client = new Client({ baseUrl: fhirUrl, bearerToken });

const created = await client.create({
  resourceType: 'Appointment',
  body: {
    resourceType: 'Appointment',
    status: 'proposed',
    reasonCode: [{ text: 'First visit' }],
    supportingInformation: [{ reference: 'Location/b3476a18-3f63-422d-87e7-b3dc0cd55060' }],
    start: '2031-03-04T15:00:00Z',
    end: '2031-03-04T15:30:00Z',
    participant: [
      { actor: { reference: 'Practitioner/4150cd20de8a470aa570a852859ac87e' }, status: 'accepted' },
      { actor: { reference: 'Patient/ee1c7803325b47b492008f3e7c9d7a3d' }, status: 'accepted' },
    ],
  },
});
// The id is in the location header and nowhere else.
const location = Client.httpFor(created).response?.headers.get('location') ?? '';
const id = /\/Appointment\/([^/]+)/.exec(location)?.[1] ?? '';

const appointment = (await client.read({ resourceType: 'Appointment', id })) as { status?: string; start?: string };
console.log(`Appointment/${id} is ${appointment.status ?? ''} for ${appointment.start ?? ''}`);
