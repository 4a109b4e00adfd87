// Reads and searches by GET, answered ahead of Fastify, whose router and hooks would take longer over them than the mock
// itself: where nothing of those hooks concerns them. Everything else, and whatever is in doubt, goes to Fastify.
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Trace } from '../domain/trace.ts';
import { isRejection } from '../resources/any-type/handler.ts';
import { resources, routes } from '../resources/index.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import type { FaceOptions } from './face-options.ts';
import { faultOfHead } from './fault-of-head.ts';
import { judge } from './handle-request.ts';
import { explanationOf, writeDown } from './hooks/record-exchanges.ts';
import { outgoingOf, refusalOf } from './reply.ts';
import { addressWorld, noFaults, type Served } from './receive.ts';
import { routeFrom, type Route } from './routing.ts';

/** A path of which there are no two readings. */
const plain = /^\/([A-Z][A-Za-z]+)(?:\/([A-Za-z0-9-]{1,64}))?(?:\?[^#]*)?$/;

/** The routes by GET, by type: with an id and without. */
const routesByGet = new Map<string, { readonly read?: Route; readonly search?: Route }>(
  (Object.keys(resources) as ResourceType[]).map((type) => [
    type,
    Object.fromEntries(
      routes
        .filter(({ interaction, method }) => method === 'GET' && resources[type][interaction] !== undefined)
        .map((entry) => [entry.interaction, routeFrom(type, entry)]),
    ),
  ]),
);

interface Asked {
  readonly route: Route;
  readonly id: string;
}

const askedBy = ({ method, url = '' }: IncomingMessage): Asked | undefined => {
  const found = method === 'GET' ? plain.exec(url) : null;
  if (found === null) return undefined;
  const [, type = '', id = ''] = found;
  const route = routesByGet.get(type)?.[id === '' ? 'search' : 'read'];
  return route && { route, id };
};

const isPlain = (raw: IncomingMessage): boolean => raw.headers.expect === undefined && faultOfHead(raw) === undefined;

/** Headers by their names; one without a value is left out. */
type Headers = Readonly<Record<string, string | undefined>>;

const send = (response: ServerResponse, status: number, headers: Headers, text: string): void => {
  const length = Buffer.byteLength(text);
  const head: string[] = [];
  for (const name in headers) if (headers[name] !== undefined) head.push(name, headers[name]);
  head.push('content-length', String(length));
  // Where every character is ASCII the bytes are the same, and Node writes them faster.
  response.writeHead(status, head).end(text, length === text.length ? 'latin1' : 'utf8');
};

/** Answers a request, or gives false and leaves it as it was. */
type Attempt = (raw: IncomingMessage, response: ServerResponse) => boolean;

const attemptOf = (options: FaceOptions): Attempt => {
  const { worlds, tokens, journal, now } = options;
  const isCorrelated = worlds.default.contract.isInForce('interaction/correlation-id');
  return (raw, response) => {
    const asked = askedBy(raw);
    if (asked === undefined || !isPlain(raw)) return false;
    const began = performance.now();
    const { method = '', url = '', headers: sent } = raw;
    const known = { trace: new Trace(), token: undefined, world: worlds.default, body: undefined };
    const request: Served = {
      method,
      url,
      headers: sent,
      ...known,
      rejection: undefined,
      written: undefined,
      faults: noFaults,
    };
    const fault = addressWorld(request, options);
    const { world } = request;
    const isQuiet = world.faults.isEmpty() && world.breakpoints.isEmpty() && worlds.get(world.name) === world;
    if (fault !== undefined || !isQuiet) return false;
    const result = judge(request, asked.route, asked.id, '', tokens);
    const {
      status,
      rules,
      type,
      text = '',
    } = outgoingOf(request, isRejection(result) ? refusalOf(request, result) : result);
    const headers = {
      'fumage-correlation-id': isCorrelated ? world.ids.uuid() : undefined,
      'x-mock-rules': rules,
      'content-type': type,
      'x-mock-explain': explanationOf(journal),
    };
    const took = performance.now() - began;
    writeDown(journal, now(), request, { status, headers, text, took, rules: request.trace.rules });
    send(response, status, headers, text);
    return true;
  };
};

/** Lets a server answer them ahead of Fastify. */
export const answerReads = (app: FastifyInstance, options: FaceOptions): void => {
  const { alteration, delay, cors, worlds } = options;
  const isAltered = alteration.url !== undefined || alteration.answer !== undefined;
  if (isAltered || delay > 0 || cors !== undefined || worlds.default.contract.validation !== 'documented') return;
  const attempt = attemptOf(options);
  const [byFastify] = app.server.listeners('request') as ((raw: IncomingMessage, response: ServerResponse) => void)[];
  if (byFastify === undefined) return;
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  const isAnswered: Attempt = (raw, response) => {
    try {
      return !isClosing && attempt(raw, response);
    } catch {
      return false; // A bug: Fastify meets it again, and answers 500.
    }
  };
  app.server.removeAllListeners('request').on('request', (raw: IncomingMessage, response: ServerResponse) => {
    if (!isAnswered(raw, response)) byFastify(raw, response);
  });
};
