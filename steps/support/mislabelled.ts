// An answer of FHIR that does not say that it is JSON: a client that goes by the header cannot read it.
import { isObject } from '../../schemas/json.ts';
import type { Exchange, Mismatch } from '../../targets/index.ts';

/** What is wrong with the media type of a resource or a refusal; undefined where it is right, or the answer is neither. */
export const mislabelledIn = ({ response: { body, headers } }: Exchange): Mismatch | undefined => {
  const actual = headers['content-type'] ?? '';
  const isFhir = isObject(body) && typeof body['resourceType'] === 'string';
  if (!isFhir || /^application\/(\S+\+)?json\b/i.test(actual)) return undefined;
  return { rule: 'interaction/plain-json', what: 'The media type of an answer', expected: 'JSON', actual };
};
