// What plain code reaches: the appointments in a Map, their JSON kept as text, nothing checked but the token.
// node --import ./scripts/ts-hooks.mjs bench/peers/plain-server.ts <http|fastify> <port> <appointments>
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import fastify from 'fastify';
import { developmentToken } from '../../mock-server/index.ts';
import { resources } from './appointments.ts';

const [kind, port = '0', count = '100'] = process.argv.slice(2);

const texts = new Map<string, string>();
const ofPatient = new Map<string, string[]>();
for (const resource of resources(Number(count))) {
  const { id, patient } = resource as { readonly id: string; readonly patient: string };
  const text = JSON.stringify(resource);
  texts.set(id, text);
  ofPatient.set(patient, [...(ofPatient.get(patient) ?? []), text]);
}

const headers = { 'content-type': 'application/fhir+json; charset=utf-8' };
const isAllowed = (authorization: string | undefined): boolean => authorization === `Bearer ${developmentToken}`;

const store = (body: string): string => {
  const id = randomUUID();
  texts.set(id, JSON.stringify({ id, ...(JSON.parse(body) as object) }));
  return id;
};

const page = (patient: string): string => {
  const entry = (ofPatient.get(patient) ?? []).slice(0, 10).map((text) => `{"resource":${text}}`);
  return `{"resourceType":"Bundle","type":"searchset","entry":[${entry.join()}]}`;
};

const byHttp = (): void => {
  createServer((request, response) => {
    const { method, url = '' } = request;
    if (!isAllowed(request.headers.authorization)) return void response.writeHead(401).end();
    if (method !== 'POST') {
      const [path = '', query] = url.split('?');
      const text = query === undefined ? texts.get(path.slice('/Appointment/'.length)) : page(query.slice(8));
      return void response.writeHead(text === undefined ? 404 : 200, headers).end(text);
    }
    let body = '';
    request.setEncoding('utf8').on('data', (more: string) => (body += more));
    request.on('end', () =>
      response.writeHead(201, { ...headers, location: `/Appointment/${store(body)}` }).end('null'),
    );
    return undefined;
  }).listen(Number(port), '127.0.0.1');
};

const byFastify = async (): Promise<void> => {
  const app = fastify();
  app.addHook('onRequest', async (request, reply) => {
    if (!isAllowed(request.headers.authorization)) await reply.code(401).send();
  });
  app.get<{ Params: { id: string } }>('/Appointment/:id', (request, reply) => {
    const text = texts.get(request.params.id);
    return reply
      .code(text === undefined ? 404 : 200)
      .headers(headers)
      .send(text);
  });
  app.get<{ Querystring: { patient: string } }>('/Appointment', (request, reply) =>
    reply.headers(headers).send(page(request.query.patient)),
  );
  app.post('/Appointment', (request, reply) => {
    const location = `/Appointment/${store(JSON.stringify(request.body))}`;
    return reply
      .code(201)
      .headers({ ...headers, location })
      .send('null');
  });
  await app.listen({ port: Number(port), host: '127.0.0.1' });
};

if (kind === 'fastify') await byFastify();
else byHttp();
