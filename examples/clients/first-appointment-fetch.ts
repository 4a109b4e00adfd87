// The first appointment with fetch: a token, a create, a read. Settings come from the environment.
const setting = (name: string, otherwise: string): string => process.env[name] ?? otherwise;

const fhirUrl = setting('CANVAS_FHIR_BASE_URL', 'http://127.0.0.1:4010');
const ehrUrl = setting('CANVAS_INSTANCE_URL', 'http://127.0.0.1:4010');

const form = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: setting('CANVAS_CLIENT_ID', 'my-client'),
  client_secret: setting('CANVAS_CLIENT_SECRET', 'my-secret'),
});
const granted = await fetch(`${ehrUrl}/auth/token/`, { method: 'POST', body: form });
if (!granted.ok) throw new Error(`no token: ${await granted.text()}`);
const { access_token: token } = (await granted.json()) as { access_token: string };
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' };

const created = await fetch(`${fhirUrl}/Appointment`, {
  method: 'POST',
  headers,
  body: JSON.stringify({
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
  }),
});
// A refusal is an OperationOutcome. The body of a success is `null`: the id is in the location header.
if (created.status !== 201) throw new Error(`refused: ${await created.text()}`);
const id = /\/Appointment\/([^/]+)/.exec(created.headers.get('location') ?? '')?.[1] ?? '';

const read = await fetch(`${fhirUrl}/Appointment/${id}`, { headers });
const appointment = (await read.json()) as { status: string; start: string };
console.log(`Appointment/${id} is ${appointment.status} for ${appointment.start}`);
