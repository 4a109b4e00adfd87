// Sending a request and waiting for its whole answer, but no longer than the patience of the run.
import { textWithin } from '../schemas/text-within.ts';
import { causeOf, type Cause } from './no-answer-causes.ts';

/** An answer that has come in full. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body that was sent, where it is not the one that was handed over. */
  readonly sent?: string;
  /** How many records a create has made, where they are more than one. */
  readonly made?: number;
  /** Whether they are more than any create before has made. */
  readonly isMoreThanBefore?: boolean;
}

export type Send = (request: Request) => Promise<Answer>;

/** A form, sent as a token endpoint documents it: `fetch` would add a charset to the content type. */
export const formRequest = (url: string, form: Readonly<Record<string, string>>): Request =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });

/** No answer came: the host is unknown, refuses, breaks off, or takes too long. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** What the system calls it: ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED, TIMEOUT. */
  readonly code: string;
  /** What it ends a command with. */
  readonly kind: Cause['kind'];

  constructor(message: string, code: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
    this.kind = causeOf(code).kind;
  }
}

/** No answer came twice to one request, and the server answered another in between: the silence is its own. */
export class OwnSilence extends NoAnswer {}

const withoutQuery = (url: string): string => url.replace(/\?.*$/, '');

const inOneLine = (error: unknown): string => String(error).split('\n')[0]?.replace(/\s+/g, ' ').trim() ?? '';

const noAnswer = ({ method, url }: Request, error: unknown, milliseconds: number): NoAnswer => {
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const { code = 'UNKNOWN' } = isTimeout ? { code: 'TIMEOUT' } : (cause as { code?: string });
  const why = isTimeout ? `nothing within ${milliseconds / 1000} s` : inOneLine(cause);
  return new NoAnswer(`No answer from ${method} ${withoutQuery(url)}: ${why}; ${causeOf(code).step}`, code, error);
};

/** Milliseconds to wait for an answer unless told otherwise. */
export const usualPatience = 30_000;

/** Bytes that an answer may have: a thousand appointments on a page have some five million. */
const largestAnswer = 33_554_432;

/**
 * Sends with `fetch` and follows no redirect. Rejects with NoAnswer where the answer is too large, or not complete in time.
 * Every request to an address that a user has given goes through here.
 */
export const sendWithin =
  (milliseconds: number, largest = largestAnswer): Send =>
  async (request) => {
    // A timer that keeps the process alive: a fetch that waits for a new connection does not.
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(new DOMException('no answer in time', 'TimeoutError')), milliseconds);
    try {
      const response = await fetch(request, { signal: patience.signal, redirect: 'manual' });
      return { status: response.status, headers: response.headers, text: await textWithin(response, largest) };
    } catch (error) {
      throw noAnswer(request, error, milliseconds);
    } finally {
      clearTimeout(timer);
    }
  };
