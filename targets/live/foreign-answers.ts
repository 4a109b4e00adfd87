// Tells an answer of the FHIR server from one of what stands before it: a login, a maintenance page, a gateway, a firewall.
import { isObject, jsonIn } from '../../schemas/json.ts';
import type { Answer } from '../send.ts';
import type { Writing } from './writing.ts';

const xmlOfFhir = /^\s*(<\?xml[^>]*>\s*)?<\w+ xmlns="http:\/\/hl7\.org\/fhir"/;

/** True for a resource: nobody but the server gives one. */
export const isFhir = ({ text }: Answer): boolean => {
  const value = jsonIn(text);
  return (isObject(value) && typeof value['resourceType'] === 'string') || xmlOfFhir.test(text);
};

const isPage = (answer: Answer): boolean =>
  !isFhir(answer) &&
  ((answer.headers.get('content-type') ?? '').includes('text/html') || /^\s*<(!doctype|html)/i.test(answer.text));

/** What a request asked for, as far as an answer without FHIR may be right for it. */
export interface AskedFor {
  readonly method: string;
  /** Below the FHIR base. */
  readonly path: string;
  readonly writing: Writing;
  /** True where it carries the token of the run, and not one that a scenario has asked for. */
  readonly isOwnToken: boolean;
}

/** A write that has succeeded needs no body, or has the body `null`: a create names its record in a header. */
const isDone = ({ writing }: AskedFor, { status, headers, text }: Answer): boolean =>
  ['', 'null'].includes(text.trim()) &&
  status < 300 &&
  (writing.kind === 'update' || (writing.kind === 'create' && headers.has('location')));

/** What a gateway says for a server that it does not reach; those from 520 on are a network's of content delivery. */
const isGatewayStatus = (status: number): boolean =>
  [502, 503, 504, 511].includes(status) || (status >= 520 && status < 531);

/** True where a gateway answers for a server that it has not reached. */
export const isOfGateway = (answer: Answer): boolean => isGatewayStatus(answer.status) && !isFhir(answer);

/** True for an answer of the server itself; false where none came, or a gateway says that it does not reach the server. */
export const isOfServer = (answer: Answer | undefined): boolean => answer !== undefined && !isOfGateway(answer);

/** True where an answer to a request for FHIR holds none: the server has a fault, or another has answered. */
export const isDoubtful = (asked: AskedFor, answer: Answer): boolean =>
  /^\/+([A-Z]|metadata\b)/.test(asked.path) &&
  !['HEAD', 'OPTIONS'].includes(asked.method) &&
  answer.status !== 429 &&
  answer.status < 500 &&
  !isDone(asked, answer) &&
  !isFhir(answer);

/** Statuses above 299 that a FHIR server gives to a request, perhaps without a word of FHIR. */
const ofServers: ReadonlySet<number> = new Set([304, 307, 308, 400, 401, 403, 404, 405, 409, 412, 415, 422]);

/** A server that offers a method does not say by a page that it has none. */
const isOffered = ({ method }: AskedFor): boolean => ['GET', 'POST', 'PUT'].includes(method);

/** Whether an answer without FHIR can be the server's own: no API answers with a page that all is well, or that it is forbidden. */
export const canBeOwn = (asked: AskedFor, answer: Answer): boolean => {
  const { status } = answer;
  // Other requests with this token are answered.
  if (status === 401 && asked.isOwnToken) return false;
  if (status < 300 || status === 403 || (status === 405 && isOffered(asked))) return !isPage(answer);
  return ofServers.has(status);
};

/** Who has answered, and what to do, in one line. */
export const foreignText = (answer: Answer): string =>
  `${isPage(answer) ? 'a page answers' : 'something that is not FHIR answers'} in the place of the server ` +
  `(${answer.status}): a firewall, a gateway, a login or a maintenance page stands before it; ` +
  'have this address let through, lower --rate, or run again later';
