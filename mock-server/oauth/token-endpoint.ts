// The EHR host's token endpoint and introspection, and where SMART clients learn about them.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../worlds/world.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { worldOfClient } from '../http/addressed-world.ts';
import { registerAuthorize } from './authorization-endpoint.ts';
import { grantTypes, unknownClient, type Granted, type OAuthError } from './grants.ts';
import { credentialsOf, isAuthentic, isPublic, type Clients, type Credentials } from './clients.ts';
import { ehrOriginOf, originOf } from '../http/origin.ts';
import { lifetime, type Tokens } from '../access/tokens.ts';

const refuse = (reply: FastifyReply, { status, error, description }: OAuthError): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').send({ error, error_description: description });

const invalid = (error: string, description: string): OAuthError => ({ status: 400, error, description });

/** The documented members in the documented order; those for a patient come after them. */
const tokenResponse = ({ grant, refresh }: Granted, request: FastifyRequest, world: World, tokens: Tokens) => {
  const { world: name, ...rest } = grant;
  const held = name === undefined || name === defaultWorld ? rest : grant;
  const value = world.ids.hex();
  tokens.issue({ ...held, value, expires: world.clock.now() + lifetime * 1000 });
  const refreshValue = refresh === undefined ? undefined : world.ids.hex();
  if (refresh !== undefined && refreshValue !== undefined) tokens.refreshTokens.add(refreshValue, refresh);
  const { patient, scope } = grant;
  return {
    access_token: value,
    expires_in: lifetime,
    token_type: 'Bearer',
    scope,
    ...(refreshValue === undefined ? {} : { refresh_token: refreshValue }),
    ...(patient === undefined
      ? {}
      : { smart_style_url: `${ehrOriginOf(request)}/auth/smart-style.json`, patient, need_patient_banner: true }),
  };
};

/** The world of a code or refresh token that a client brings; else that of the client. */
const worldOfForm = (
  request: FastifyRequest,
  form: URLSearchParams,
  { id }: Credentials,
  worlds: Worlds,
  tokens: Tokens,
): World | { readonly fault: string } => {
  const brought = tokens.codes.get(form.get('code') ?? '') ?? tokens.refreshTokens.get(form.get('refresh_token') ?? '');
  const world = brought?.world === undefined ? undefined : worlds.get(brought.world);
  return world ?? worldOfClient(request, id, worlds);
};

const registerToken = (app: FastifyInstance, worlds: Worlds, tokens: Tokens, clients: Clients | undefined): void => {
  app.post<{ Body: string | undefined }>('/auth/token/', async (request, reply) => {
    const form = new URLSearchParams(request.body ?? '');
    const name = form.get('grant_type');
    if (name === null)
      return refuse(reply, invalid('invalid_request', 'grant_type is missing from the form-encoded body'));
    const grantType = Object.hasOwn(grantTypes, name) ? grantTypes[name] : undefined;
    if (grantType === undefined) {
      const served = Object.keys(grantTypes).join(', ');
      return refuse(reply, invalid('unsupported_grant_type', `grant_type '${name}' is not served; use ${served}`));
    }
    const credentials = credentialsOf(form, request.headers.authorization);
    const comesWithout = isPublic(credentials, clients);
    if (!comesWithout && !isAuthentic(credentials, clients)) return refuse(reply, unknownClient);
    const world = worldOfForm(request, form, credentials, worlds, tokens);
    if ('fault' in world) return refuse(reply, invalid('invalid_request', `client_id: ${world.fault}`));
    const granted = grantType({ form, client: credentials.id, isPublic: comesWithout, world, tokens });
    if ('error' in granted) return refuse(reply, granted);
    return reply
      .headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
      .send(tokenResponse(granted, request, world, tokens));
  });
};

const registerIntrospection = (app: FastifyInstance, tokens: Tokens): void => {
  app.route<{ Querystring: { token?: string }; Body: string | undefined }>({
    method: ['GET', 'POST'],
    url: '/auth/introspect/',
    handler: async (request, reply) => {
      const { world } = request;
      const caller = tokens.valid(request.token, world);
      if (caller === undefined)
        return refuse(reply, { ...invalid('invalid_token', 'introspection needs a valid bearer token'), status: 401 });
      const sent = new URLSearchParams(request.body ?? '').get('token') ?? request.query.token ?? '';
      const token = tokens.valid(tokens.get(sent), world);
      if (token === undefined) return { active: false };
      const { scope, client, expires, patient } = token;
      const exp = Number.isFinite(expires) ? { exp: Math.floor(expires / 1000) } : {};
      return { active: true, scope, client_id: client, ...exp, ...(patient === undefined ? {} : { patient }) };
    },
  });
};

const registerDiscovery = (app: FastifyInstance): void => {
  app.get('/.well-known/smart-configuration', (request, reply) => {
    const ehr = ehrOriginOf(request);
    return reply.send({
      issuer: originOf(request),
      authorization_endpoint: `${ehr}/auth/authorize/`,
      token_endpoint: `${ehr}/auth/token/`,
      introspection_endpoint: `${ehr}/auth/introspect/`,
      grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
      response_types_supported: ['code'],
      scopes_supported: [
        'launch/patient',
        'offline_access',
        'patient/*.read',
        'patient/*.*',
        'user/*.read',
        'user/*.*',
      ],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'none'],
      code_challenge_methods_supported: ['S256'],
      capabilities: [
        'launch-standalone',
        'client-public',
        'client-confidential-symmetric',
        'context-standalone-patient',
        'context-banner',
        'context-style',
        'permission-offline',
        'permission-patient',
        'permission-user',
      ],
    });
  });
  app.get('/auth/smart-style.json', (_request, reply) =>
    reply.send({ color_background: '#ffffff', color_text: '#1c2733', color_highlight: '#1f6f5c' }),
  );
};

/** Registers what lies below `/auth`, with and without the trailing slash, and the SMART configuration. */
export const registerOAuth = (
  app: FastifyInstance,
  worlds: Worlds,
  tokens: Tokens,
  clients: Clients | undefined,
): void => {
  registerToken(app, worlds, tokens, clients);
  registerAuthorize(app, worlds, tokens, clients);
  registerIntrospection(app, tokens);
  registerDiscovery(app);
};
