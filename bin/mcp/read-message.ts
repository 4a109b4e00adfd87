// The message that a client posts, read within bounds before any of it is looked at.
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { isTooDeep, jsonIn, maxLevels } from '../../schemas/json.ts';

/** Bytes a message may have. */
const largest = 4_194_304;

/** Milliseconds that a request may take to arrive, with what is read on of it after it was refused. */
export const arrival = 30_000;

/** Why a message is not taken: the status and the code of the protocol, in words. */
interface Refused {
  readonly status: number;
  readonly code: number;
  readonly fault: string;
}

const tooLarge: Refused = { status: 413, code: -32_000, fault: `the message is larger than ${largest} bytes` };

const parseFault = (fault: string): Refused => ({ status: 400, code: -32_700, fault: `Parse error: ${fault}` });

/** The bytes of a body; undefined where there are too many of them. The rest is read on, so that the client reads the answer. */
const bytesOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let length = 0;
  if (Number(request.headers['content-length'] ?? 0) > largest) return undefined;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largest) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** Reads a message as JSON, or says why it is not taken. */
export const readMessage = async (request: IncomingMessage): Promise<{ readonly message: unknown } | Refused> => {
  const bytes = await bytesOf(request);
  if (bytes === undefined) {
    request.resume();
    return tooLarge;
  }
  if (!isUtf8(bytes)) return parseFault('the message is not UTF-8');
  const text = bytes.toString('utf8');
  if (isTooDeep(text)) return parseFault(`the message is nested deeper than ${maxLevels} levels`);
  const message = jsonIn(text);
  return message === undefined ? parseFault('the message is not JSON') : { message };
};
