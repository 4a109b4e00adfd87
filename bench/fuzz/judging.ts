// What every answer has to be, whatever was sent: no server error, no hang, and an error in the words of its face.
import type { FuzzRequest } from './request.ts';
import type { Answer, Outcome } from './sending.ts';
import { jsonIn } from '../../schemas/json.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOutcome = (body: unknown): boolean => {
  if (!isObject(body) || body['resourceType'] !== 'OperationOutcome') return false;
  const issues = body['issue'];
  return (
    Array.isArray(issues) &&
    issues.length > 0 &&
    issues.every(
      (issue) => isObject(issue) && typeof issue['severity'] === 'string' && typeof issue['code'] === 'string',
    )
  );
};

/** Where the answer has none: to HEAD, and to what asked for XML. */
const hasNoJson = ({ method }: FuzzRequest, { headers }: Answer): boolean =>
  method === 'HEAD' || /xml|html/.test(headers['content-type'] ?? '');

const isErrorOf: Readonly<Record<FuzzRequest['face'], (body: unknown) => boolean>> = {
  // The framework answers what no route takes with `detail`.
  fhir: (body) => isOutcome(body) || (isObject(body) && typeof body['detail'] === 'string'),
  bytes: (body) => isErrorOf.fhir(body),
  ehr: (body) => isOutcome(body) || (isObject(body) && typeof (body['error'] ?? body['detail']) === 'string'),
  admin: (body) =>
    isOutcome(body) || (isObject(body) && (typeof body['error'] === 'string' || Object.keys(body).length === 0)),
};

/** What is wrong with an answer, in words; undefined for a good one. */
export const faultOfAnswer = (request: FuzzRequest, outcome: Outcome): string | undefined => {
  if (outcome === 'unsendable') return undefined;
  if (typeof outcome === 'string') return outcome;
  if (outcome.status >= 500) return `server error ${outcome.status}`;
  if (outcome.status < 400 || hasNoJson(request, outcome)) return undefined;
  if (isErrorOf[request.face](jsonIn(outcome.text))) return undefined;
  return `status ${outcome.status} without ${request.face === 'admin' ? 'an error' : 'an OperationOutcome'}`;
};
