// The body of a create or update, from text to an object: as the documents have it, or under the framework's model.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import { withoutNulls, type JsonObject } from '../../schemas/json.ts';
import type { Contract } from '../../schemas/contract.ts';
import { pathFault, readModel } from './framework.ts';
import { textOf, type Incoming } from './receive.ts';
import type { Route } from './routing.ts';

/** `application/json`, `application/fhir+json` and the like; a missing header counts as JSON. */
const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined ||
  contentType === '' ||
  /^\s*(application\/json|[\w.+-]+\/[\w.-]+\+json)\s*(;|$)/i.test(contentType);

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
};

type Parsed = { readonly value: unknown } | Rejection;

const parse = (text: string): Parsed => {
  if (text.trim() === '') return reject('interaction/body-is-json', { problem: 'is empty; send the resource as JSON' });
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as unknown };
  } catch (error) {
    return reject('interaction/body-is-json', { problem: error instanceof Error ? error.message : 'is not JSON' });
  }
};

const wrongResource = (body: JsonObject, type: string): Rejection | undefined => {
  const sent = body['resourceType'];
  const isWrapper = typeof body['resource'] === 'object';
  if (!isWrapper && (sent === type || sent === undefined)) return undefined;
  return isWrapper
    ? reject('interaction/body-is-the-resource', {
        where: 'resource',
        problem: `is a wrapper; send the ${type} itself as the body`,
      })
    : reject('interaction/body-is-the-resource', {
        where: 'resourceType',
        problem: `must be '${type}', not ${typeof sent === 'string' ? `'${sent}'` : kindOf(sent)}`,
      });
};

/** The body as an object of the given resource type, without null members; or the rejection of what is none. */
const readDocumented = (
  text: string,
  contentType: string | undefined,
  type: string,
  contract: Contract,
): { readonly body: JsonObject } | Rejection => {
  if (!isJson(contentType))
    return reject('interaction/body-is-json', {
      problem: `content-type ${contentType ?? ''} is not JSON; send application/json`,
    });
  const parsed = parse(text);
  if ('rule' in parsed) return parsed;
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value))
    return reject('interaction/body-is-the-resource', {
      where: 'body',
      problem: `must be a JSON object, not ${kindOf(parsed.value)}`,
    });
  const body = (text.includes('null') ? withoutNulls(parsed.value) : parsed.value) as JsonObject;
  const wrong = contract.isInForce('interaction/body-is-the-resource') ? wrongResource(body, type) : undefined;
  return wrong ?? { body };
};

/** The body of a write as the contract has it, of other interactions an empty one; or the rejection. */
export const readBody = (
  request: Incoming,
  { type, access }: Route,
  id: string,
): { readonly body: JsonObject } | Rejection => {
  const { contract } = request.world;
  const isModelled = contract.validation === 'framework';
  if (access === 'read') return (isModelled ? pathFault(id, contract) : undefined) ?? { body: {} };
  const text = textOf(request);
  const contentType = request.headers['content-type'];
  return isModelled
    ? readModel(text, contentType, type, id, contract)
    : readDocumented(text, contentType, type, contract);
};
