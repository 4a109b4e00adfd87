// A receiver of events: it checks the signature, drops what it has seen, and reads the appointment again over FHIR.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env['CANVAS_WEBHOOK_SECRET'] ?? 'between us';
const fhirUrl = process.env['CANVAS_FHIR_BASE_URL'] ?? 'http://127.0.0.1:4010';
const token = process.env['CANVAS_ACCESS_TOKEN'] ?? 'canvas-development-token';

/** What came with a delivery: its headers, and its body to the byte. */
interface Delivery {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Whether a delivery was signed with the secret within the last five minutes. */
const isGenuine = ({ headers, text }: Delivery): boolean => {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = headers;
  if (Math.abs(Date.now() / 1000 - Number(time)) > 300) return false;
  const expected = createHmac('sha256', secret)
    .update(`${String(id)}.${String(time)}.${text}`)
    .digest();
  const sent = Buffer.from(String(signature).replace(/^v1,/, ''), 'base64');
  return sent.length === expected.length && timingSafeEqual(sent, expected);
};

const seen = new Set<string>();

/** Events come twice, late, and in any order: what counts is what the appointment reads now. */
const act = async (text: string): Promise<void> => {
  const told = JSON.parse(text) as { event: string; appointment: { id: string } };
  const headers = { authorization: `Bearer ${token}` };
  const read = await fetch(`${fhirUrl}/Appointment/${told.appointment.id}`, { headers });
  if (!read.ok) throw new Error(`Appointment/${told.appointment.id} answers ${read.status}`);
  const { status } = (await read.json()) as { status: string };
  console.log(`${told.event}: Appointment/${told.appointment.id} is ${status}`);
};

const statusFor = async (delivery: Delivery): Promise<number> => {
  if (!isGenuine(delivery)) return 401;
  const id = String(delivery.headers['webhook-id']);
  if (seen.has(id)) return 204;
  seen.add(id);
  try {
    await act(delivery.text);
    return 204;
  } catch {
    // What could not be acted on is asked for again by any answer but 2xx.
    seen.delete(id);
    return 503;
  }
};

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const delivery = { headers: request.headers, text: Buffer.concat(parts).toString() };
    void statusFor(delivery).then((status) => response.writeHead(status).end());
  });
}).listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening on port ${typeof address === 'object' ? String(address?.port) : ''}`);
});
