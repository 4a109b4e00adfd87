// What is wrong with the head of a request.
import type { IncomingMessage } from 'node:http';

/** Whether Host stands twice in a list of names and values. */
const hasTwoHosts = (headers: readonly string[]): boolean => {
  let hosts = 0;
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
};

/** What Node would let pass, or answer without a word. HTTP/1.1 wants one Host. */
export const faultOfHead = ({ httpVersion, headers, rawHeaders }: IncomingMessage): string | undefined => {
  if (httpVersion === '0.9') return 'the request line names no version of HTTP';
  if (hasTwoHosts(rawHeaders)) return 'there is more than one Host header';
  return headers.host === undefined && httpVersion === '1.1' ? 'the Host header is missing' : undefined;
};
