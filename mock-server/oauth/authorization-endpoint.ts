// The authorization endpoint: a user agrees on a page, or a setting does, and the client is sent back with a code.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { consentPage, refusalPage, type Choice } from './consent-page.ts';
import type { Clients } from './clients.ts';
import {
  authorizationRequestOf,
  denialOfStaff,
  faultOf,
  faultOfScope,
  type AuthorizationRequest,
  type Fault,
} from './authorization-request.ts';
import { isAboutPatient } from '../access/scopes.ts';
import { patientAskedFor, patientOfLaunch } from './launch-context.ts';
import type { Code, Tokens } from '../access/tokens.ts';

/** Seconds that a code is good for, by the clock of its world. */
const codeLifetime = 60;

/** More patients than these are not listed: the user has to type the id. */
const maxListed = 200;

const html = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .send(page);

/** Characters of an address that every client reads from a header. Of a POST a longer one could be made. */
const longestAddress = 15_000;

const sendBack = (
  reply: FastifyReply,
  { redirectUri, state }: AuthorizationRequest,
  answer: Record<string, string>,
): FastifyReply => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  if (url.href.length > longestAddress)
    return html(reply, 400, refusalPage('state: the address to go back to would be too long to be read'));
  return reply.code(302).headers({ location: url.href, 'cache-control': 'no-store' }).send();
};

/** Tells the client of a fault; the user, where nobody has checked that the address is the client's. */
const tell = (reply: FastifyReply, authorization: AuthorizationRequest, fault: Fault): FastifyReply =>
  authorization.isRegistered
    ? sendBack(reply, authorization, { ...fault })
    : html(reply, 400, refusalPage(`${fault.error}: ${fault.error_description}`));

const challengeOf = ({ parameters }: AuthorizationRequest): Pick<Code, 'challenge'> => {
  const value = parameters.get('code_challenge');
  return value === null ? {} : { challenge: value };
};

/** The patient that the token is for, and the one that the user has open. */
const patientsOf = (
  { scope, world, parameters }: AuthorizationRequest,
  chosen: string | undefined,
): Pick<Code, 'patient' | 'launchPatient'> => {
  if (isAboutPatient(scope)) return chosen === undefined ? {} : { patient: chosen };
  return world.contract.isInForce('access/launch-for-staff')
    ? { launchPatient: patientOfLaunch(parameters.get('launch')) ?? '' }
    : {};
};

const approve = (reply: FastifyReply, authorization: AuthorizationRequest, tokens: Tokens): FastifyReply => {
  const { client, redirectUri, scope, world, parameters } = authorization;
  const fault = faultOfScope(authorization);
  if (fault !== undefined) return tell(reply, authorization, fault);
  const denial = denialOfStaff(authorization);
  if (denial !== undefined) return sendBack(reply, authorization, { ...denial });
  const patient = patientAskedFor(parameters);
  const { patients } = world.store();
  const chosen = patients.get(patient) ?? (patient === '' ? [...patients.values()][0] : undefined);
  if (isAboutPatient(scope) && chosen === undefined)
    return html(reply, 400, refusalPage(`patient: there is no Patient '${patient}'`));
  const value = world.ids.hex();
  const now = world.clock.now();
  const code: Code = {
    client,
    redirectUri,
    scope,
    ...(world.name === defaultWorld ? {} : { world: world.name }),
    ...patientsOf(authorization, chosen?.id),
    ...challengeOf(authorization),
    expires: world.contract.isInForce('access/code-expires') ? now + codeLifetime * 1000 : Infinity,
  };
  tokens.codes.add(value, code, world.clock);
  return sendBack(reply, authorization, { code: value });
};

const patientsIn = ({ scope, world }: AuthorizationRequest): readonly Choice[] | undefined => {
  const { patients } = world.store();
  if (!isAboutPatient(scope) || patients.size > maxListed) return undefined;
  return [...patients.values()].map(({ id, given, family, birthDate }) => ({
    id,
    label: `${given} ${family}, ${birthDate}`,
  }));
};

/** Registers `/auth/authorize/`: the page by GET, what was clicked on it by POST. */
export const registerAuthorize = (
  app: FastifyInstance,
  worlds: Worlds,
  tokens: Tokens,
  clients: Clients | undefined,
): void => {
  app.get('/authorize/', (request, reply) => {
    const parameters = new URLSearchParams(request.url.slice(request.url.indexOf('?') + 1));
    const authorization = authorizationRequestOf(request, parameters, worlds, clients);
    if ('fault' in authorization) return html(reply, 400, refusalPage(authorization.fault));
    const fault = faultOf(authorization);
    if (fault !== undefined) return tell(reply, authorization, fault);
    if (authorization.world.settings().consent === 'approve') return approve(reply, authorization, tokens);
    const denial = denialOfStaff(authorization);
    if (denial !== undefined) return tell(reply, authorization, denial);
    const { client, scope } = authorization;
    const page = {
      client,
      scope,
      patients: patientsIn(authorization),
      isAboutPatient: isAboutPatient(scope),
      parameters,
    };
    return html(reply, 200, consentPage(page));
  });
  app.post<{ Body: string | undefined }>('/authorize/', (request, reply) => {
    const authorization = authorizationRequestOf(request, new URLSearchParams(request.body ?? ''), worlds, clients);
    if ('fault' in authorization) return html(reply, 400, refusalPage(authorization.fault));
    const fault = faultOf(authorization);
    if (fault !== undefined) return tell(reply, authorization, fault);
    if (authorization.parameters.get('decision') === 'allow') return approve(reply, authorization, tokens);
    return sendBack(reply, authorization, { error: 'access_denied', error_description: 'The user said no' });
  });
};
