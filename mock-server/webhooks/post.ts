// Posts a delivery to a receiver. Whatever goes wrong is a value: nothing of the mock depends on a receiver.
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { mark } from '../../redaction/secrets.ts';

interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

type Posted = { readonly status: number } | { readonly error: string };

export type Post = (posting: Posting) => Promise<Posted>;

const messageOf = (error: NodeJS.ErrnoException): string => error.code || error.message;

/** The status of the answer. The connection is ours alone, and ends with the attempt, whatever the receiver still sends. */
const statusOf = ({ url, headers, body }: Posting, signal: AbortSignal): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestSecure : requestPlain;
    const sent = request(url, { method: 'POST', agent: false, headers, signal });
    const settle = ({ statusCode = 0, socket }: IncomingMessage): void => {
      resolve(statusCode);
      socket.destroy();
    };
    // A receiver that changes to another protocol has answered, too.
    sent.once('response', settle).once('upgrade', settle).on('error', reject);
    sent.end(body);
  });

/** Posts a body; a redirect is an answer, not followed, and the answer's body is not read. */
export const post: Post = async (posting) => {
  const { url, timeout, signal } = posting;
  const late = AbortSignal.timeout(timeout);
  try {
    return { status: await statusOf(posting, AbortSignal.any([late, signal])) };
  } catch (error) {
    return {
      error: late.aborted
        ? `no answer within ${timeout} ms`
        : messageOf(error as NodeJS.ErrnoException).replaceAll(url, mark),
    };
  }
};
