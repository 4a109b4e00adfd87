// A sound server in one of its forms: a proxy in front of a mock of this process.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { parsedBody } from '../../schemas/json.ts';
import type { Asked, Told } from '../faults/fault.ts';
import { forward } from '../test-support/server.ts';
import type { Form } from './form.ts';

const certificate = new URL('../test-support/self-signed.pem', import.meta.url);

interface FormServer {
  /** The FHIR base. */
  readonly url: string;
  /** The EHR host. */
  readonly ehrUrl: string;
  readonly token: string;
  readonly close: () => Promise<void>;
}

const askedBy = async (request: IncomingMessage, prefix: string): Promise<Asked> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  return {
    method,
    url: url.startsWith(prefix) ? url.slice(prefix.length) : url,
    headers: headers as Asked['headers'],
    body: Buffer.concat(chunks).toString('utf8'),
  };
};

const usualWrite: NonNullable<Form['write']> = (response, { status, headers, text }) => {
  response.writeHead(status, headers);
  response.end(text);
};

/** How a form answers: what it is asked goes through it to the mock, and what the mock says goes back through it. */
const answering = (mock: Mock, form: Form, address: () => string): ((asked: Asked) => Promise<Told>) => {
  const own = form.begin?.() ?? {};
  const layers = [form, own];
  const fetched = async (asked: Asked): Promise<Told> => {
    const { 'accept-encoding': _encoding, ...headers } = asked.headers;
    const { body, ...told } = await forward(mock.url, { ...asked, headers }, address());
    const { 'content-encoding': _compressed, ...kept } = told.headers;
    return { ...told, headers: kept, body: parsedBody(body) };
  };
  return async (asked) => {
    let request = asked;
    for (const { ask } of layers) {
      const next = (await ask?.(request, fetched)) ?? request;
      if ('status' in next) return next;
      request = next;
    }
    const told = await fetched(request);
    return layers.reduce((changed, { tell }) => tell?.(changed, request) ?? changed, told);
  };
};

/** The date that a server says whose clock is wrong. */
const dateOf = ({ clock }: Form): Readonly<Record<string, string>> =>
  clock === undefined ? {} : { date: new Date(Date.now() + clock).toUTCString() };

/** Starts a server in a form. */
export const startFormServer = async (form: Form): Promise<FormServer> => {
  const mock = await startMock(form.mock);
  if (form.clock !== undefined) mock.world.clock.runFrom(Date.now() + form.clock);
  const { prefix = '', host = '127.0.0.1', isTls = false, spell = JSON.stringify, write = usualWrite } = form;
  const address = (): string => `${ehrUrl()}${prefix}`;
  const answer = answering(mock, form, address);
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = await askedBy(request, prefix);
    await wait(form.delay ?? 0);
    const { status, headers, body } = await answer(asked);
    const text = body === undefined ? '' : typeof body === 'string' ? body : spell(body);
    write(response, { status, headers: { ...headers, ...dateOf(form) }, text }, asked);
  };
  const heed = (request: IncomingMessage, response: ServerResponse): void => void respond(request, response);
  const pem = readFileSync(certificate);
  const server = isTls ? createTlsServer({ key: pem, cert: pem }, heed) : createServer(heed);
  if (form.idle !== undefined) server.keepAliveTimeout = form.idle;
  const ehrUrl = (): string =>
    `http${isTls ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    url: address(),
    ehrUrl: ehrUrl(),
    token: mock.token,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await mock.close();
    },
  };
};
