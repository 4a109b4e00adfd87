// Whose name a Host header has: a page can have its own name lead to this machine, and would read the answers as its own.
import type { IncomingHttpHeaders } from 'node:http';

/** The name in a Host header, without port and without the brackets of an IPv6 address, in lower case. */
const nameOf = (host: string): string =>
  host
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();

/** Whether only this machine reaches an address. */
export const isLoopback = (host: string): boolean => /^(127(\.\d+){3}|::1|localhost)$/i.test(host);

/** What is known of a request. */
interface Addressed {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly localAddress?: string | undefined };
}

/**
 * Whether a Host header names this machine: by a name of loopback, by the address that the request came in on, or by one of
 * `allowed`, where `*` allows all. Any other name is one that a page has had lead here.
 */
export const isOwnHost = ({ headers, socket }: Addressed, allowed: readonly string[]): boolean => {
  const name = nameOf(headers.host ?? '');
  const { localAddress } = socket;
  // Without an address it comes from this process, without a name from no browser.
  if (name === '' || localAddress === undefined || isLoopback(name) || name.endsWith('.localhost')) return true;
  if (name === localAddress.replace(/^::ffff:/, '')) return true;
  return allowed.some((one) => one === '*' || nameOf(one) === name);
};

/** Names separated by commas. */
export const listed = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
