// MSW as its users write it: handlers over a Map, served on a port by its own middleware, with nothing checked but the token.
// node bench/peers/msw-server.mjs <port> <file of appointments as JSON>
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const load = createRequire(new URL('./installed/package.json', import.meta.url));
const { createServer } = load('@mswjs/http-middleware');
const { http, HttpResponse } = load('msw');

const [port, file] = process.argv.slice(2);
const appointments = new Map(JSON.parse(readFileSync(file, 'utf8')).map((each) => [each.id, each]));

const refused = () => new HttpResponse(null, { status: 401 });
const isAllowed = ({ headers }) => headers.get('authorization') === 'Bearer canvas-development-token';

const handlers = [
  http.get('/Appointment/:id', ({ request, params }) => {
    if (!isAllowed(request)) return refused();
    const found = appointments.get(params.id);
    return found === undefined ? new HttpResponse(null, { status: 404 }) : HttpResponse.json(found);
  }),
  http.get('/Appointment', ({ request }) => {
    if (!isAllowed(request)) return refused();
    const patient = new URL(request.url).searchParams.get('patient');
    const entry = [...appointments.values()].filter((each) => each.patient === patient).slice(0, 10);
    return HttpResponse.json({ resourceType: 'Bundle', type: 'searchset', entry });
  }),
  http.post('/Appointment', async ({ request }) => {
    if (!isAllowed(request)) return refused();
    const id = randomUUID();
    appointments.set(id, { id, ...(await request.json()) });
    return HttpResponse.json(null, { status: 201, headers: { location: `/Appointment/${id}` } });
  }),
];

createServer(...handlers).listen(Number(port), '127.0.0.1');
