// Sending a request and waiting for its whole answer, but no longer than the patience of the run.

/** An answer that has come in full. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body that was sent, where it is not the one that was handed over. */
  readonly sent?: string;
}

export type Send = (request: Request) => Promise<Answer>;

/** No answer came: the host is unknown, refuses, breaks off, or takes too long. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** What the system calls it: ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED, TIMEOUT. */
  readonly code: string;

  constructor(message: string, code: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const withoutQuery = (url: string): string => url.replace(/\?.*$/, '');

const noAnswer = ({ method, url }: Request, error: unknown, milliseconds: number): NoAnswer => {
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const { code = 'UNKNOWN' } = cause as { code?: string };
  const why = isTimeout ? `nothing within ${milliseconds / 1000} s` : String(cause);
  return new NoAnswer(`No answer from ${method} ${withoutQuery(url)}: ${why}`, isTimeout ? 'TIMEOUT' : code, error);
};

/** Milliseconds to wait for an answer unless told otherwise. */
export const usualPatience = 30_000;

/** Sends with `fetch`, follows no redirect, and rejects with NoAnswer where the answer is not complete in time. */
export const sendWithin =
  (milliseconds: number): Send =>
  async (request) => {
    try {
      const response = await fetch(request, { signal: AbortSignal.timeout(milliseconds), redirect: 'manual' });
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      throw noAnswer(request, error, milliseconds);
    }
  };
