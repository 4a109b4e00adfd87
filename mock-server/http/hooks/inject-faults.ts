// Lets the faults and the breakpoints of a world act on its requests.
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { operationOutcome, reject } from '../../../schemas/outcome.ts';
import type { FaultKind, PlannedFault } from '../../faults/fault.ts';
import { clockOf } from '../../runtime/clock.ts';
import type { Recording } from './record-exchanges.ts';
import { answer, refuse } from '../reply.ts';

type Act = (request: FastifyRequest, reply: FastifyReply, fault: PlannedFault) => unknown;

/** What some kinds of fault do. */
type ByKind<T> = Readonly<Partial<Record<FaultKind, T>>>;

const page = (status: number): string =>
  `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1><p>nginx</p></body></html>\n`;

/** The clock of the system, as in the header Date. */
const systemNow = clockOf().now;

/** Retry-After in one of its two forms. A date has whole seconds: it is rounded up, so that nobody comes too early. */
const retryAfterOf = ({ retryAfter, retryAfterForm }: PlannedFault): string =>
  retryAfterForm === 'date'
    ? new Date(Math.ceil(systemNow() / 1000 + retryAfter) * 1000).toUTCString()
    : String(retryAfter);

/** The faults that answer in the place of the mock: nothing is carried out. */
const instead: ByKind<Act> = {
  'expired-token': (request, reply) => refuse(request, reply, reject('access/token-required', {})),
  forbidden: (request, reply) => refuse(request, reply, reject('access/scope-required', {})),
  'rate-limit': (request, reply, fault) =>
    answer(request, reply.header('retry-after', retryAfterOf(fault)), {
      status: 429,
      body: operationOutcome('throttled', 'Too many requests'),
    }),
  error: (request, reply, fault) => {
    const { status } = fault;
    if (status === 503) void reply.header('retry-after', retryAfterOf(fault));
    return answer(request, reply, { status, body: operationOutcome('exception', `Fault: ${status}`) });
  },
  html: (_request, reply, { status }) => reply.code(status).type('text/html; charset=utf-8').send(page(status)),
};

/** Cuts the connection as a crash would, without a word. */
const cut = ({ raw }: FastifyReply): void => {
  const { socket } = raw;
  if (socket !== null && 'resetAndDestroy' in socket) socket.resetAndDestroy();
  raw.destroy();
};

const head = (reply: FastifyReply, text: string): void => {
  const headers = { ...reply.getHeaders(), 'content-length': String(Buffer.byteLength(text)) };
  reply.raw.writeHead(reply.statusCode, headers as Readonly<Record<string, string>>);
};

const firstHalfOf = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

const parts = 10;

const sendSlowly = async (reply: FastifyReply, text: string, milliseconds: number): Promise<void> => {
  head(reply, text);
  const bytes = Buffer.from(text);
  const size = Math.max(1, Math.ceil(bytes.length / parts));
  for (let at = 0; at < bytes.length && !reply.raw.destroyed; at += size) {
    await pause(milliseconds / parts);
    reply.raw.write(bytes.subarray(at, at + size));
  }
  reply.raw.end();
};

/** The faults that spoil an answer on its way out: the request has been carried out. */
const spoiled: ByKind<(reply: FastifyReply, text: string, fault: PlannedFault) => void> = {
  reset: (reply) => cut(reply),
  truncated: (reply, text) => {
    head(reply, text);
    reply.raw.write(firstHalfOf(text), () => reply.raw.destroy());
  },
  malformed: (reply, text) => {
    const broken = `${firstHalfOf(text)}{"`;
    head(reply, broken);
    reply.raw.end(broken);
  },
  'slow-body': (reply, text, { milliseconds }) => void sendSlowly(reply, text, milliseconds),
};

const isLate = ({ kind, at }: PlannedFault): boolean => kind === 'reset' && at === 'after';

/** What a fault does before the request is carried out. */
const answerInstead = (
  request: FastifyRequest,
  reply: FastifyReply,
  fault: PlannedFault,
  record: Recording,
): unknown => {
  if (fault.kind === 'reset' && !isLate(fault)) {
    record(request, reply, '');
    reply.hijack();
    cut(reply);
    return reply;
  }
  return instead[fault.kind]?.(request, reply, fault);
};

/** A request that only prepares another may ask to be left alone: no fault is spent on it. */
const isLeftAlone = ({ headers }: FastifyRequest): boolean => headers['x-mock-faults'] === 'none';

const meetFaults = async (
  request: FastifyRequest,
  reply: FastifyReply,
  record: Recording,
  delay: number,
): Promise<unknown> => {
  const { world, method, url } = request;
  if (delay > 0) await pause(delay);
  request.faults = world.faults.plan(method, url);
  for (const { kind, milliseconds } of request.faults) if (kind === 'delay') await pause(milliseconds);
  const other = request.faults.find(({ kind }) => kind !== 'delay');
  const answered = other === undefined ? undefined : answerInstead(request, reply, other, record);
  if (answered !== undefined) return answered;
  await world.breakpoints.pass('before-judge', method, url);
  return undefined;
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** What goes out: written into the journal, then spoiled where a fault hits it. */
const sendOut = (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  record: Recording,
  done: (error: null, payload: unknown) => void,
): void => {
  const text = typeof payload === 'string' ? payload : '';
  record(request, reply, text);
  const fault = request.faults.find(({ kind }) => spoiled[kind] !== undefined);
  const spoil = fault && spoiled[fault.kind];
  if (fault === undefined || spoil === undefined) done(null, payload);
  else spoil(reply, text, fault);
};

/** Lets faults and breakpoints act on what reaches a world, and records what goes out. Registered last. */
export const injectFaults = (app: FastifyInstance, record: Recording, delay: number): void => {
  app.addHook('preHandler', (request, reply, done) => {
    const { world } = request;
    const isQuiet = delay === 0 && world.faults.isEmpty() && world.breakpoints.isEmpty();
    if (isQuiet || isLeftAlone(request)) {
      done();
      return;
    }
    meetFaults(request, reply, record, delay).then(
      (answered) => {
        if (answered === undefined) done();
      },
      (error: unknown) => done(asError(error)),
    );
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const { world, method, url } = request;
    // A preflight is answered before its world is looked for.
    if ((world as unknown) === undefined) {
      done(null, payload);
      return;
    }
    const released = world.breakpoints.isEmpty() ? undefined : world.breakpoints.pass('before-answer', method, url);
    if (released === undefined) sendOut(request, reply, payload, record, done);
    else void released.then(() => sendOut(request, reply, payload, record, done));
  });
};
