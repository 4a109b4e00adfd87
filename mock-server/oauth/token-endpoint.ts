// The EHR host's token endpoint and introspection.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../worlds/world.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { worldOfClient } from '../http/receive.ts';
import { grantTypes, unknownClient, type Granted, type OAuthError } from './grants.ts';
import { credentialsOf, isAuthentic, isToldBy, isPublic, type Clients, type Credentials } from './clients.ts';
import { faultOfRepeated } from './repeated-parameters.ts';
import { ehrOriginOf } from '../http/origin.ts';
import { lifetime, refreshLifetime, tokenValue, type Grant, type Tokens } from '../access/tokens.ts';

const refuse = (reply: FastifyReply, { status, error, description }: OAuthError): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').send({ error, error_description: description });

const toError = (error: string, description: string): OAuthError => ({ status: 400, error, description });

/** What a token answer says of a launch: the style, where it is sent with every token, and the patient. */
const launchOf = (
  { patient, launchPatient }: Grant,
  isUser: boolean,
  request: FastifyRequest,
  world: World,
): Readonly<Record<string, unknown>> => {
  const style = { smart_style_url: `${ehrOriginOf(request)}/auth/smart-style.json` };
  if (patient !== undefined) return { ...style, patient, need_patient_banner: true };
  if (isUser) return launchPatient === undefined ? {} : { patient: launchPatient };
  return world.settings().smartStyleUrl === 'every-token' &&
    world.contract.isInForce('access/smart-style-with-every-token')
    ? style
    : {};
};

/** The documented members in the documented order; those for a patient come after them. */
const tokenResponse = ({ grant, refresh }: Granted, request: FastifyRequest, world: World, tokens: Tokens) => {
  const { world: issuedIn, ...rest } = grant;
  const name = issuedIn === defaultWorld ? undefined : issuedIn;
  const issued: Grant = name === undefined ? rest : grant;
  const value = tokenValue(world.ids.hex(), name);
  const now = world.clock.now();
  tokens.issue({ ...issued, value, expires: now + lifetime * 1000 }, world.clock);
  const refreshValue = refresh === undefined ? undefined : world.ids.hex();
  if (refresh !== undefined && refreshValue !== undefined)
    tokens.refreshTokens.add(refreshValue, { ...refresh, expires: now + refreshLifetime * 1000 }, world.clock);
  const { scope } = grant;
  return {
    access_token: value,
    expires_in: lifetime,
    token_type: 'Bearer',
    scope,
    ...(refreshValue === undefined ? {} : { refresh_token: refreshValue }),
    ...launchOf(grant, refresh !== undefined, request, world),
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
  const world = brought?.world === undefined ? worldOfClient(request, id, worlds) : worlds.look(brought.world);
  // Whoever is here has said who it is: the world is kept from now on.
  return 'fault' in world ? world : worlds.open(world.name);
};

const formType = 'application/x-www-form-urlencoded';

/** What is wrong with a request before anybody looks at who asks for what. */
const faultOfForm = (form: URLSearchParams, type: string | undefined): OAuthError | undefined => {
  if (type !== undefined && type.split(';')[0]?.trim().toLowerCase() !== formType)
    return toError('invalid_request', `the body has to be ${formType}, as Content-Type says`);
  const repeated = faultOfRepeated(form);
  return repeated === undefined ? undefined : toError('invalid_request', repeated);
};

/** Registers the token endpoint. */
export const registerToken = (
  app: FastifyInstance,
  worlds: Worlds,
  tokens: Tokens,
  clients: Clients | undefined,
): void => {
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: '/token/',
    handler: (_request, reply) =>
      refuse(reply.header('allow', 'POST'), {
        ...toError('invalid_request', 'the token endpoint takes nothing but POST'),
        status: 405,
      }),
  });
  app.post<{ Body: string | undefined }>('/token/', async (request, reply) => {
    const form = new URLSearchParams(request.body ?? '');
    const fault = faultOfForm(form, request.headers['content-type']);
    if (fault !== undefined) return refuse(reply, fault);
    const name = form.get('grant_type');
    if (name === null)
      return refuse(reply, toError('invalid_request', 'grant_type is missing from the form-encoded body'));
    const grantType = Object.hasOwn(grantTypes, name) ? grantTypes[name] : undefined;
    if (grantType === undefined) {
      const served = Object.keys(grantTypes).join(', ');
      return refuse(reply, toError('unsupported_grant_type', `grant_type '${name}' is not served; use ${served}`));
    }
    const credentials = credentialsOf(form, request.headers.authorization);
    if (!isToldBy(form, credentials))
      return refuse(reply, toError('invalid_request', 'client_id: header and form name different clients or secrets'));
    const comesWithout = isPublic(credentials, clients);
    if (!comesWithout && !isAuthentic(credentials, clients)) return refuse(reply, unknownClient);
    const world = worldOfForm(request, form, credentials, worlds, tokens);
    if ('fault' in world) return refuse(reply, toError('invalid_request', `client_id: ${world.fault}`));
    const granted = grantType({ form, client: credentials.id, isPublic: comesWithout, world, tokens });
    if ('error' in granted) return refuse(reply, granted);
    return reply
      .headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
      .send(tokenResponse(granted, request, world, tokens));
  });
};

/** Registers introspection. */
export const registerIntrospection = (app: FastifyInstance, tokens: Tokens): void => {
  app.route<{ Querystring: { token?: string }; Body: string | undefined }>({
    method: ['GET', 'POST'],
    url: '/introspect/',
    handler: async (request, reply) => {
      const { world } = request;
      const caller = tokens.findValid(request.token, world);
      if (caller === undefined)
        return refuse(reply, {
          ...toError('invalid_token', 'introspection needs a valid bearer token'),
          status: 401,
        });
      const sent = new URLSearchParams(request.body ?? '').get('token') ?? request.query.token ?? '';
      const token = tokens.findValid(tokens.get(sent), world);
      // What another client was given is none of this one's business.
      if (token?.client !== caller.client) return { active: false };
      const { scope, client, expires, patient } = token;
      const exp = Number.isFinite(expires) ? { exp: Math.floor(expires / 1000) } : {};
      return { active: true, scope, client_id: client, ...exp, ...(patient === undefined ? {} : { patient }) };
    },
  });
};
