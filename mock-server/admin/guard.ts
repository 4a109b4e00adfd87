// Who may use the admin surface: on loopback anyone but the pages of others, elsewhere whoever has the admin token.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isOwnHost } from '../../schemas/own-host.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The token as a header of its own, as a bearer token, or in the query, where EventSource can set no header. */
const tokensOf = ({ headers, url }: FastifyRequest): readonly string[] => {
  const own = headers['x-mock-admin-token'];
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const inQuery = new URLSearchParams(url.split('?')[1] ?? '').get('admin_token');
  return [own, bearer, inQuery].filter((token): token is string => typeof token === 'string' && token !== '');
};

/** Whether a page of another site loads this as a picture or script, which names no origin; a link that is followed is none. */
const isEmbedded = ({ headers }: FastifyRequest): boolean =>
  headers.origin === undefined &&
  ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site'])) &&
  headers['sec-fetch-mode'] !== 'navigate';

/** Refuses what a page of another origin sends: a browser sends simple requests without asking whether it may. */
export const guardFromPages = (app: FastifyInstance, isOwnPage: (request: FastifyRequest) => boolean): void => {
  app.addHook('onRequest', (request, reply, done) => {
    if (isOwnPage(request) && !isEmbedded(request)) {
      done();
      return;
    }
    if (request.headers.origin === undefined) {
      void reply.code(403).send({ error: 'Sec-Fetch-Site: a page of another site may not use the admin surface' });
      return;
    }
    const origin = request.headers.origin;
    const error = `Origin: ${origin} may not use the admin surface: start the mock with --cors ${origin} to let its pages in`;
    void reply.code(403).send({ error });
  });
};

/** The names that a request says it goes to: that of its Host header, and that of its target where this has one. */
const namesIn = ({ headers: { host = '' }, originalUrl }: FastifyRequest): readonly string[] => [
  host,
  ...(/^https?:\/\/[^/?#]*/i.exec(originalUrl)?.map((start) => start.replace(/^\w+:\/\//, '')) ?? []),
];

/** Refuses what is sent to another host's name that leads here: a page could read the answers as its own. */
export const guardFromNames = (app: FastifyInstance, allowed: readonly string[]): void => {
  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request;
    const foreign = namesIn(request).find((host) => !isOwnHost({ headers: { host }, socket }, allowed));
    if (foreign === undefined) {
      done();
      return;
    }
    const name = foreign.slice(0, 100);
    const error = `Host: ${name} is not a name of this mock: start it with --allowed-host ${name} to allow it`;
    void reply.code(403).send({ error });
  });
};

/** Asks for the token before anything of the admin surface is looked at. */
export const guardAdmin = (app: FastifyInstance, token: string): void => {
  const expected = digest(token);
  app.addHook('onRequest', (request, reply, done) => {
    if (tokensOf(request).some((candidate) => timingSafeEqual(digest(candidate), expected))) {
      done();
      return;
    }
    const error = 'The admin surface needs its token: send it as X-Mock-Admin-Token, or start the mock on loopback';
    void reply.code(401).header('www-authenticate', 'Bearer realm="mock admin"').send({ error });
  });
};
