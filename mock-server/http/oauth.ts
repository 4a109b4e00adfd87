// The EHR host's side: tokens by client credentials, and their introspection.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world.ts';
import { defaultWorld, type Worlds } from '../worlds.ts';
import { worldHeader } from './addressed-world.ts';
import { bearer } from './guards.ts';
import { fullAccess, lifetime, type Tokens } from './tokens.ts';

/** Client ids and their secrets. Without any, every client is known. */
export type Clients = Readonly<Record<string, string>>;

interface Credentials {
  readonly id: string;
  readonly secret: string;
}

/** The client's id and secret, from the form or from a Basic authorization header. */
const credentialsOf = (form: URLSearchParams, authorization: string | undefined): Credentials => {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id, secret: secret.join(':') };
};

const isKnown = ({ id, secret }: Credentials, clients: Clients | undefined): boolean =>
  id !== '' && secret !== '' && (clients === undefined || (Object.hasOwn(clients, id) && clients[id] === secret));

/** A client named `world.<name>` works in that world, unless a header names another. */
const worldOfClient = (request: FastifyRequest, client: string, worlds: Worlds): World | { readonly fault: string } => {
  const named = /^world\.(.+)$/.exec(client)?.[1];
  return named === undefined || request.headers[worldHeader] !== undefined ? request.world : worlds.open(named);
};

const refuse = (reply: FastifyReply, status: number, error: string, description: string): FastifyReply =>
  reply.code(status).send({ error, error_description: description });

/** Registers `/auth/token/` and `/auth/introspect/`, with and without the trailing slash. */
export const registerOAuth = (
  app: FastifyInstance,
  worlds: Worlds,
  tokens: Tokens,
  clients: Clients | undefined,
): void => {
  app.post<{ Body: string | undefined }>('/auth/token/', async (request, reply) => {
    const form = new URLSearchParams(request.body ?? '');
    const grant = form.get('grant_type');
    if (grant === null)
      return refuse(reply, 400, 'invalid_request', 'grant_type is missing from the form-encoded body');
    if (grant !== 'client_credentials')
      return refuse(
        reply,
        400,
        'unsupported_grant_type',
        `grant_type '${grant}' is not served; use client_credentials`,
      );
    if (form.has('patient'))
      return refuse(reply, 400, 'invalid_request', 'patient-scoped tokens are not served; leave out patient');
    const credentials = credentialsOf(form, request.headers.authorization);
    if (!isKnown(credentials, clients))
      return refuse(reply, 401, 'invalid_client', 'client_id and client_secret do not name a known client');
    const world = worldOfClient(request, credentials.id, worlds);
    if ('fault' in world) return refuse(reply, 400, 'invalid_request', `client_id: ${world.fault}`);
    const token = tokens.issue({
      ...(world.name === defaultWorld ? {} : { world: world.name }),
      value: world.ids.hex(),
      client: credentials.id,
      scope: form.get('scope')?.trim() || fullAccess,
      expires: world.clock.now() + lifetime * 1000,
    });
    return reply.header('cache-control', 'no-store').send({
      access_token: token.value,
      expires_in: lifetime,
      token_type: 'Bearer',
      scope: token.scope,
    });
  });

  app.get<{ Querystring: { token?: string } }>('/auth/introspect/', async (request, reply) => {
    const { world } = request;
    const caller = tokens.valid(bearer(request.headers.authorization) ?? '', world);
    if (caller === undefined) return refuse(reply, 401, 'invalid_token', 'introspection needs a valid bearer token');
    const token = tokens.valid(request.query.token ?? '', world);
    return token === undefined
      ? { active: false }
      : { active: true, scope: token.scope, client_id: token.client, exp: Math.floor(token.expires / 1000) };
  });
};
