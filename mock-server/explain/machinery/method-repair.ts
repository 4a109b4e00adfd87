// A method that a path does not offer: the method in force that does what was meant.
import { withArticle } from '../../../schemas/article.ts';
import { entryOf } from '../../../schemas/json.ts';
import { applyPatch } from './json-patch.ts';
import { noFix, shownFor, targetOf, type Context, type Fix, type Repair } from './repair.ts';
import { bodyOf, withBody, withHeader, type ClientRequest } from './client-request.ts';
import { parseJson } from './json-text.ts';

const asJson = (request: ClientRequest): ClientRequest => withHeader(request, 'content-type', 'application/json');

/** Where an update belongs: at the id of the path, or at that of the body. */
const updatePath = (request: ClientRequest): string | undefined => {
  const { type, id } = targetOf(request);
  const own = bodyOf(request)?.['id'];
  if (id !== '') return request.path;
  return typeof own === 'string' && own !== '' ? `/${type}/${own}` : undefined;
};

/** The body of an update: a JSON Patch becomes the members that it changes. */
const updateBody = (request: ClientRequest, context: Context): object | undefined => {
  const body = bodyOf(request);
  const operations = parseJson(request.text);
  if (body !== undefined || !Array.isArray(operations)) return body;
  const shown = shownFor(request, context);
  return shown && applyPatch(operations, shown);
};

const toUpdate = (request: ClientRequest, context: Context): Fix => {
  const { type } = targetOf(request);
  const path = updatePath(request);
  if (path === undefined) return noFix('method', `An update names its ${type} in the path: PUT /${type}/<id>`);
  const advice = `${request.method} is not offered here; an update is PUT ${path}, with the members that change as they are in the ${type}`;
  const body = updateBody(request, context);
  if (body === undefined) return noFix('method', advice);
  return { request: asJson(withBody({ ...request, method: 'PUT', path }, body)), where: 'method', advice };
};

const toCancellation = (request: ClientRequest): Fix => ({
  request: asJson(withBody({ ...request, method: 'PUT' }, { status: 'cancelled' })),
  where: 'method',
  advice: `Nothing is deleted over this API: cancel the appointment instead, by PUT ${request.path} with status cancelled`,
});

const withoutBody = ({ headers, ...request }: ClientRequest): ClientRequest => {
  const { 'content-type': _type, ...others } = headers;
  return { ...request, headers: others, text: '' };
};

/** A read of what is only searched. */
const toSearch = (request: ClientRequest): Fix => {
  const { type } = targetOf(request);
  if (type === 'Slot')
    return noFix(
      'method',
      'A slot cannot be read by id: search for the slots of a schedule by GET /Slot?schedule=<id>',
    );
  const advice = `No ${type} is read by id: search by GET /${type}`;
  return { request: withoutBody({ ...request, method: 'GET', path: `/${type}` }), where: 'method', advice };
};

type Methods = readonly string[];

/** What each method becomes where it is not offered. */
const replacements: Readonly<Record<string, (request: ClientRequest, context: Context, types: Methods) => Fix>> = {
  PATCH: toUpdate,
  PUT: toUpdate,
  POST: toUpdate,
  DELETE: (request, _context, methods) => {
    const { type, id } = targetOf(request);
    if (type === 'Appointment' && id !== '' && methods.includes('PUT')) return toCancellation(request);
    return noFix('method', `Nothing is deleted over this API; ${withArticle(type)} is removed in Canvas itself`);
  },
  GET: toSearch,
  HEAD: (request) => ({
    request: withoutBody({ ...request, method: 'GET' }),
    where: 'method',
    advice: `HEAD is not offered here; use GET ${request.path}`,
  }),
};

/** The methods of a type, at its own path and at that of one resource. */
const methodsOf = (type: string, { offered }: Context): Methods => [
  ...(offered(`/${type}`) ?? []),
  ...(offered(`/${type}/x`) ?? []),
];

export const methodFix: Repair = (request, context) => {
  const { type, id } = targetOf(request);
  const { method, path } = request;
  const methods = methodsOf(type, context);
  if (method !== 'GET' && id === '_search') {
    const query = [...request.query, ...new URLSearchParams(bodyOf(request) === undefined ? request.text : '')];
    const advice = `A search is GET /${type}, or POST ${path} with a form`;
    return { request: withoutBody({ ...request, method: 'GET', path: `/${type}`, query }), where: 'method', advice };
  }
  if (id === '_search')
    return {
      request: { ...request, path: `/${type}` },
      where: 'method',
      advice: `A search by GET is GET /${type}; ${path} takes POST with a form`,
    };
  const isWrite = ['POST', 'PUT', 'PATCH'].includes(method);
  if (isWrite && !methods.includes('PUT') && !methods.includes('POST'))
    return noFix('method', `Canvas itself keeps every ${type}: over this API it can only be read, by GET`);
  const replace = entryOf(replacements, method);
  return replace === undefined
    ? noFix('method', `${method} is not offered here; ${path} takes ${(context.offered(path) ?? []).join(', ')}`)
    : replace(request, context, methods);
};
