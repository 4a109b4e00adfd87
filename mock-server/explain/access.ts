// Repairs of what is refused before a body is looked at: who calls, what for, where.
import type { IdsIn, RefusalId } from '../../schemas/rules/index.ts';
import { distance, nearest } from './nearest.ts';
import { targetOf, type Repair } from './repair.ts';
import { bodyOf, withBody, withHeader, type Sent } from './sent.ts';

const obtain = 'POST /auth/token/ with grant_type=client_credentials, client_id and client_secret gives one';

const withToken =
  (advice: (sent: Sent) => string): Repair =>
  (sent, { token }) => ({
    sent: withHeader(sent, 'authorization', `Bearer ${token}`),
    where: 'header Authorization',
    advice: advice(sent),
  });

const needed = (sent: Sent): string =>
  `user/${targetOf(sent).type}.${sent.method === 'GET' || sent.path.endsWith('/_search') ? 'read' : 'write'}`;

/** The method that does what was probably meant, of those that a path offers. */
const meant = (sent: Sent, methods: readonly string[]): Sent | undefined => {
  const body = bodyOf(sent);
  if (['PATCH', 'POST', 'PUT'].includes(sent.method) && body !== undefined) {
    const method = ['PUT', 'POST'].find((each) => methods.includes(each));
    if (method !== undefined) return { ...sent, method };
  }
  if (sent.method === 'DELETE' && methods.includes('PUT') && targetOf(sent).type === 'Appointment')
    return withHeader(
      withBody({ ...sent, method: 'PUT' }, { status: 'cancelled' }),
      'content-type',
      'application/json',
    );
  return methods.includes('GET') ? { ...sent, method: 'GET', text: '' } : undefined;
};

/** The same path without an id, where the path itself offers nothing. */
const shorter = (sent: Sent): Sent => ({ ...sent, path: `/${targetOf(sent).type}` });

export const accessRepairs = {
  'access/token-required': withToken(
    () => `Send a valid, unexpired token as "Authorization: Bearer <token>"; ${obtain}`,
  ),
  'access/scope-required': withToken(
    (sent) => `Ask for a token whose scope covers ${needed(sent)}, or leave scope out for full access; ${obtain}`,
  ),
  'access/patient-token-writes-own': withToken(
    (sent) =>
      `This token is limited to one patient: name that patient and no other, or use one whose scope covers ${needed(sent)}; ${obtain}`,
  ),
  'interaction/method-not-supported': (sent, { offered }) => {
    const methods = offered(sent.path) ?? [];
    const place = methods.length > 0 ? sent : shorter(sent);
    const fixed = meant(place, methods.length > 0 ? methods : (offered(place.path) ?? []));
    if (fixed === undefined) return undefined;
    const instead = sent.method === 'DELETE' && fixed.method === 'PUT' ? '; Canvas deletes nothing, so cancel it' : '';
    const advice = `${sent.method} is not offered here; use ${fixed.method} ${fixed.path}${instead}`;
    return { sent: fixed, where: 'method', advice };
  },
  'interaction/unknown-path': (sent, { types }) => {
    const parts = sent.path.split('/').filter((part) => part !== '');
    const [at, type] = closest(parts, types);
    if (type === undefined) return undefined;
    const path = `/${[type, ...parts.slice(at + 1, at + 2)].join('/')}`;
    const advice = `Nothing is served at ${sent.path}; the resource types lie at the root of the host: ${path}`;
    return { sent: { ...sent, path }, where: 'url', advice };
  },
} satisfies Readonly<Partial<Record<RefusalId & (IdsIn<'access'> | IdsIn<'interaction'>), Repair>>>;

/** The part of a path that is nearest to a resource type, and that type. */
const closest = <T extends string>(parts: readonly string[], types: readonly T[]): readonly [number, T | undefined] => {
  const named = parts.map((part) => nearest(part, types, (type) => type));
  const far = parts.map((part, at) => distance(part, named[at] ?? ''));
  const at = far.indexOf(Math.min(...far));
  return at < 0 ? [0, types[0]] : [at, named[at]];
};
