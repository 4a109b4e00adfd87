// What to do about a token that is missing, expired or too narrow.
import { targetOf, type Repair, type Repairs } from './machinery/repair.ts';
import { withHeader, type ClientRequest } from './machinery/client-request.ts';

const obtain = 'POST /auth/token/ with grant_type=client_credentials, client_id and client_secret gives one';

/** What is wrong with the header that carries a token, without the token. */
const headerFault = ({ headers: { authorization } }: ClientRequest): string => {
  const sent = authorization?.trim() ?? '';
  if (sent === '') return 'The request has no Authorization header';
  if (/^bearer$/i.test(sent)) return 'After Bearer the token is missing';
  if (/^bearer\s/i.test(sent)) return 'This token is unknown or has expired';
  const [, scheme] = /^([A-Za-z]+)\s/.exec(sent) ?? [];
  return scheme === undefined ? 'The word Bearer is missing before the token' : `The scheme is Bearer, not ${scheme}`;
};

const withToken =
  (advice: (request: ClientRequest) => string): Repair =>
  (request, { token }) => ({
    request: withHeader(request, 'authorization', `Bearer ${token}`),
    where: 'header Authorization',
    advice: advice(request),
  });

const neededScopeOf = (request: ClientRequest): string =>
  `user/${targetOf(request).type}.${request.method === 'GET' || request.path.endsWith('/_search') ? 'read' : 'write'}`;

export const accessRepairs = {
  'access/token-required': withToken(
    (request) => `${headerFault(request)}: send "Authorization: Bearer <token>"; ${obtain}`,
  ),
  'access/scope-required': withToken(
    (request) =>
      `Ask for a token whose scope covers ${neededScopeOf(request)}, or leave scope out for full access; ${obtain}`,
  ),
  'access/patient-token-writes-own': withToken(
    (request) =>
      `This token is limited to one patient: name that patient and no other, or use one whose scope covers ${neededScopeOf(request)}; ${obtain}`,
  ),
} satisfies Repairs<'access'>;
