// A body that is not a resource, or too large, or misses a member: as it was meant.
import { withArticle } from '../../../schemas/article.ts';
import { isObject } from '../../../schemas/json.ts';
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import { formatInstant } from '../../../schemas/canvas/instant.ts';
import { bodyOf, withBody, withHeader, withMembers, type ClientRequest, type Json } from './client-request.ts';
import { exampleBody } from './example.ts';
import { parseJson, reformMember, repairJson } from './json-text.ts';
import { meantBy } from './meant.ts';
import { noFix, shownFor, targetOf, type Context, type Fix, type Repair } from './repair.ts';

export const toJson = (request: ClientRequest): ClientRequest =>
  withHeader(request, 'content-type', 'application/json');

/** The one resource that a wrapper, a list of one, a bundle of one or a text holds; undefined where there is not exactly one. */
const resourceIn = (value: unknown): Json | undefined => {
  if (typeof value === 'string') return resourceIn(parseJson(value));
  if (Array.isArray(value)) return value.length === 1 ? resourceIn(value[0]) : undefined;
  if (!isObject(value)) return undefined;
  if ('resource' in value) return resourceIn(value['resource']);
  return value['resourceType'] === 'Bundle' ? resourceIn(value['entry'] ?? []) : value;
};

const toForm = (request: ClientRequest): Fix => {
  const pairs = Object.entries(bodyOf(request) ?? {}).filter(([, value]) => typeof value !== 'object');
  const text = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return {
    request: withHeader({ ...request, text }, 'content-type', 'application/x-www-form-urlencoded'),
    where: 'header Content-Type',
    advice: 'A search by POST sends its parameters as a form, as the query of a GET would have them',
  };
};

/** Where a resource of another type belongs; undefined where that type is not written over this API. */
const sendToItsType = (request: ClientRequest, type: string, { offered }: Context): Fix => {
  const path = `/${type}`;
  const advice = `This is ${withArticle(type)}: ${targetOf(request).type} takes none`;
  return request.method === 'POST' && (offered(path) ?? []).includes('POST')
    ? { request: { ...request, path }, where: 'url', advice: `${advice}; create it by POST ${path}` }
    : noFix('$.resourceType', advice);
};

/** The body as the resource of the path. */
export const resourceFix: Repair = (request, context) => {
  if (request.path.endsWith('/_search')) return toForm(request);
  const { type } = targetOf(request);
  const { where = 'body' } = context.parameters;
  const place = where === 'body' ? '$' : `$.${where}`;
  const advice = `The body is the ${type} itself: one JSON object, one ${type} a request, with resourceType ${type} or none`;
  const body = resourceIn(parseJson(request.text));
  if (body === undefined) return noFix(place, advice);
  const { resourceType = type } = body;
  if (typeof resourceType !== 'string') return noFix(place, advice);
  const named = meantBy(resourceType, context.types, (each: ResourceType) => [each]);
  if (named === undefined) return noFix(place, advice);
  const next = withBody(request, { ...body, resourceType: named });
  return named === type ? { request: toJson(next), where: place, advice } : sendToItsType(next, named, context);
};

/** The body as JSON: with the right header, without what people write into JSON by mistake. */
export const jsonFix: Repair = (request, { parameters: { problem = '' } }) => {
  const whole = parseJson(request.text);
  const isOtherType = problem.includes('content-type');
  const advice = `Send one JSON object as the body${isOtherType ? ', with Content-Type: application/json' : ''}`;
  if (whole !== undefined && isOtherType)
    return { request: toJson(request), where: 'header Content-Type', advice: 'Send Content-Type: application/json' };
  const body = whole ?? repairJson(request.text);
  if (body !== undefined && body !== null) return { request: toJson(withBody(request, body)), where: '$', advice };
  return noFix('$', request.text.trim().startsWith('<') ? `${advice}; XML is not taken` : advice);
};

/** A body that is too large is not read, so nobody knows what is in it. */
export const sizeFix: Repair = (_request, { parameters: { limit = '' } }) =>
  noFix('$', `Send at most ${limit} bytes: leave out what Canvas does not keep`);

const epochText = (value: unknown): string | undefined => {
  const milliseconds = typeof value === 'number' ? (value > 1e11 ? value : value * 1000) : NaN;
  return milliseconds > 0 && milliseconds < 4e12 ? formatInstant(milliseconds) : undefined;
};

const genders = ['male', 'female', 'other', 'unknown'];

/** A gender that was shortened or written in capitals; undefined where it is neither. */
const meantGender = (value: unknown): string | undefined => {
  const sent = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return sent === '' ? undefined : genders.find((gender) => gender.startsWith(sent));
};

/** The value that was meant by a member of a wrong form; undefined where nobody can know. */
const meantValue = (where: string, value: unknown): string | undefined => {
  if (where === 'gender') return meantGender(value);
  return where === 'start' || where === 'end' ? epochText(value) : undefined;
};

/** A member in the form that its element has. */
export const formFix: Repair = (request, { parameters: { where = 'body', problem = '' } }) => {
  const body = bodyOf(request);
  const advice = `${where} ${problem}`;
  const meant = meantValue(where, body?.[where]);
  if (meant !== undefined) return { request: withMembers(request, { [where]: meant }), where: `$.${where}`, advice };
  const next = body && reformMember(body, where, problem);
  return next === undefined
    ? noFix(`$.${where}`, advice)
    : { request: withBody(request, next), where: `$.${where}`, advice };
};

/** A member that is required: of an update as it is stored, of a create as an example. */
export const requiredFix: Repair = (request, context) => {
  const { where = '' } = context.parameters;
  const shown = shownFor(request, context) as Json | undefined;
  const value = shown?.[where] ?? exampleBody('Appointment', context.world)[where];
  return {
    request: withMembers(request, { [where]: value }),
    where: `$.${where}`,
    advice:
      shown === undefined
        ? `${where} is required`
        : `${where} is required with every update, also where it does not change: send it as a read shows it`,
    ...(shown?.[where] === undefined && where !== 'status' ? { isExample: true } : {}),
  };
};
