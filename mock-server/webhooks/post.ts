// Posts a delivery to a receiver. Whatever goes wrong is a value: nothing of the mock depends on a receiver.
import { mark } from '../../redaction/secrets.ts';

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export type Posted = { readonly status: number } | { readonly error: string };

export type Post = (posting: Posting) => Promise<Posted>;

const messageOf = (error: unknown): string => {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code || cause?.message || (error instanceof Error ? error.message : String(error));
};

/** Posts a body; a redirect is an answer, not followed, and the answer's body is not read. */
export const post: Post = async ({ url, headers, body, timeout, signal }) => {
  const late = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([late, signal]),
    });
    void response.body?.cancel();
    return { status: response.status };
  } catch (error) {
    return { error: late.aborted ? `no answer within ${timeout} ms` : messageOf(error).replaceAll(url, mark) };
  }
};
