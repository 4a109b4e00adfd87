// What must hold after every exchange, whatever the scenario is about.
import { withArticle } from '../../schemas/article.ts';
import { firstFault, type SchemaName } from '../../schemas/validate.ts';
import { anAnswer, OwnSilence, serverFailed, type Exchange, type Send, type Validation } from '../../targets/index.ts';

interface Broken {
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly isFailure?: boolean;
}

/** What a gateway says for a server that it does not reach: the server itself has not failed. */
const ofGateways: readonly number[] = [502, 503, 504];

const isFhir = ({ request }: Exchange): boolean =>
  !request.path.startsWith('/auth/') && !request.path.startsWith('/__admin');

/** The schema that the body of an answer has to follow, if there is one. */
const schemaFor = ({ request: { method, path }, response: { status } }: Exchange): SchemaName | undefined => {
  if (status >= 400) return 'operation-outcome';
  if (path === '/metadata') return 'capability-statement';
  if (/^\/\w+(\?|$)/.test(path) && method === 'GET') return 'searchset';
  if (/^\/\w+\/_search/.test(path)) return 'searchset';
  return /^\/Appointment\/[^/?]+$/.test(path) && method === 'GET' ? 'appointment' : undefined;
};

const wrongForm = (exchange: Exchange): Broken | undefined => {
  const { body, headers, text } = exchange.response;
  const contentType = headers['content-type'] ?? '';
  if (text !== '' && !contentType.startsWith('application/fhir+json'))
    return { what: 'The content type of a FHIR answer', expected: 'application/fhir+json', actual: contentType };
  const schema = schemaFor(exchange);
  const fault = schema === undefined ? undefined : firstFault(schema, body);
  return (
    fault && {
      what: `The answer as ${withArticle(schema ?? '')}: ${fault.where}`,
      expected: fault.problem,
      actual: body,
    }
  );
};

/** Answers that the framework gives in forms of its own: a detail where nothing is served or read, and XML. */
const isFrameworks = ({ response: { status, body, headers } }: Exchange): boolean =>
  (headers['content-type'] ?? '').includes('xml') ||
  ([400, 404, 405].includes(status) && typeof body === 'object' && body !== null && 'detail' in body);

/**
 * The first invariant that an exchange breaks. A server error fails on every target; the form of each answer is
 * held against the schemas on the mock only, since on another server each fault belongs to the rule that it breaks.
 */
export const brokenInvariant = (
  exchange: Exchange,
  kind: 'mock' | 'live',
  validation: Validation,
): Broken | undefined => {
  const { status } = exchange.response;
  if (status >= 500) {
    const isFailure = !ofGateways.includes(status);
    return { what: serverFailed, expected: 'a status below 500', actual: status, isFailure };
  }
  if (validation === 'framework' && isFrameworks(exchange)) return undefined;
  return kind === 'mock' && isFhir(exchange) ? wrongForm(exchange) : undefined;
};

type Fail = (what: string, expected: unknown, actual: unknown, isFailure: boolean) => never;

/** Sends, and fails where a server leaves one request alone unanswered. */
export const failingOnSilence =
  (send: Send, fail: Fail): Send =>
  async (request) => {
    try {
      return await send(request);
    } catch (error) {
      if (error instanceof OwnSilence) fail(serverFailed, anAnswer, error.message, true);
      throw error;
    }
  };
