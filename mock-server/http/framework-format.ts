// The form in which the framework answers: JSON or XML, indented or not, and what it says of a form that it does not know.
import type { IncomingHttpHeaders } from 'node:http';
import type { Contract } from '../../schemas/contract.ts';
import { reject, type Rejection } from '../../schemas/outcome.ts';

/** What a form is asked for by. */
export interface Asking {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The text of the body, where it is a form. */
  readonly body: unknown;
}

const formats: ReadonlyMap<string, 'json' | 'xml'> = new Map([
  ['json', 'json'],
  ['application/json', 'json'],
  ['application/fhir+json', 'json'],
  ['xml', 'xml'],
  ['text/xml', 'xml'],
  ['application/xml', 'xml'],
  ['application/fhir+xml', 'xml'],
]);

const form = 'application/x-www-form-urlencoded';

/** The last value of a parameter: in the URL, which stands behind the form of a search by POST. */
const parameter = ({ url, headers, body }: Asking, name: string): string | undefined => {
  const mark = url.indexOf('?');
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const isForm = headers['content-type'] === form && url.split('?')[0]?.endsWith('/_search') === true;
  const sent = isForm && typeof body === 'string' ? `${body}&${query}` : query;
  return sent.includes(name) ? new URLSearchParams(sent).getAll(name).at(-1) : undefined;
};

/** The form that the Accept header of a POST names to the letter. */
const accepted = ({ method, headers }: Asking): string | undefined => {
  const accept = headers.accept ?? '';
  return method === 'POST' && formats.has(accept) ? accept : undefined;
};

const formatOf = (asking: Asking): string => {
  const isSearch = asking.url.split('?')[0]?.endsWith('/_search') === true;
  const byHeader = accepted(asking);
  const byParameter = parameter(asking, '_format');
  // A search by POST is made one by GET, and its Accept header the first of the parameters.
  return (isSearch ? (byParameter ?? byHeader) : (byHeader ?? byParameter)) ?? 'json';
};

/** Whether an answer is to be XML. */
export const isXmlWanted = (asking: Asking, { isInForce }: Contract): boolean =>
  isInForce('validation/format-xml') && formats.get(formatOf(asking)) === 'xml';

export const isPrettyWanted = (asking: Asking, { isInForce }: Contract): boolean =>
  isInForce('validation/pretty') && parameter(asking, '_pretty') === 'true';

/** The rejection of a _format that nobody serves. It is told when everything else has been done. */
export const formatFault = (asking: Asking, { isInForce }: Contract): Rejection | undefined =>
  isInForce('validation/format-is-known') && !formats.has(formatOf(asking))
    ? reject('validation/format-is-known', {})
    : undefined;
