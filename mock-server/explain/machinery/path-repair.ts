// A path that nobody serves: the one that was meant.
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import { meantBy } from './meant.ts';
import { noFix, type Fix, type Repair } from './repair.ts';
import type { ClientRequest } from './client-request.ts';

/** A part of a path as a resource type, whatever its case, in the plural too. */
const typeOf = (part: string, types: readonly ResourceType[]): ResourceType | undefined =>
  meantBy(part, types, (type) => [type, `${type}s`]);

const to = (request: ClientRequest, path: string, advice: string): Fix => ({
  request: { ...request, path },
  where: 'url',
  advice,
});

/** `/Patient/<id>/Appointment` as a search. */
const toSearch = (request: ClientRequest, [owner, type]: readonly ResourceType[], id: string): Fix | undefined => {
  const name = owner?.toLowerCase();
  if (request.method !== 'GET' || type !== 'Appointment' || (name !== 'patient' && name !== 'practitioner'))
    return undefined;
  const query = [...request.query, [name, `${owner ?? ''}/${id}`] as const];
  const advice = `The appointments of a ${name} are found by GET /Appointment?${name}=${owner ?? ''}/<id>`;
  return { request: { ...request, path: '/Appointment', query }, where: 'url', advice };
};

export const pathFix: Repair = (request, { types }) => {
  const parts = request.path.split('/').filter((part) => part !== '');
  const named = parts.map((part) => typeOf(part, types));
  const at = named.findIndex((type) => type !== undefined);
  const type = named[at];
  const served = `Served are ${types.join(', ')}, each at the root of the host`;
  if (type === undefined) {
    const isMetadata = meantBy(parts.at(-1) ?? '', ['metadata'], (name) => [name]) !== undefined;
    if (isMetadata && request.method === 'GET') return to(request, '/metadata', 'The capabilities are at /metadata');
    return noFix('url', `Nothing is served at ${request.path}. ${served}`);
  }
  const [id, ...more] = parts.slice(at + 1);
  if (parts.some((part) => part.startsWith('$')))
    return noFix(
      'url',
      `Operations such as ${parts.at(-1) ?? ''} are not offered: only create, read, update and search`,
    );
  const [next] = more;
  if (next === undefined) {
    const path = `/${[type, ...(id === undefined ? [] : [id])].join('/')}`;
    return to(request, path, `Nothing is served at ${request.path}; the path is ${path}. ${served}`);
  }
  const other = typeOf(next, types);
  if (other !== undefined && more.length === 1)
    return (
      toSearch(request, [type, other], id ?? '') ?? noFix('url', `Nothing is served at ${request.path}. ${served}`)
    );
  if (next === '_history' && more.length === 2 && request.method === 'GET')
    return to(
      request,
      `/${type}/${id ?? ''}`,
      `Versions are not served: GET /${type}/${id ?? ''} reads the current one`,
    );
  return noFix('url', `Nothing is served below /${type}/<id>: no history, no operation. ${served}`);
};
