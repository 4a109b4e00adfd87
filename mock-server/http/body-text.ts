// The bytes of a body as text: UTF-8, as it was sent, and not too deep; or in words why it is not read.
import { isUtf8 } from 'node:buffer';
import { isTooDeep, maxLevels } from '../../schemas/json.ts';

const isUtf16 = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

const encodingFault = (bytes: Buffer, contentEncoding: string | undefined): string | undefined => {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity')
    return `the body has the Content-Encoding ${encoding}, which is not taken; send it as it is`;
  if (isUtf16(bytes)) return 'the body is UTF-16; send UTF-8';
  return isUtf8(bytes) ? undefined : 'the body is not UTF-8';
};

/** The text of a body. `isBounded` tells whether its depth is bounded here, and not by who reads it. */
export const bodyText = (
  bytes: Buffer,
  contentEncoding: string | undefined,
  isBounded: boolean,
): { readonly text: string } | { readonly fault: string } => {
  const fault = encodingFault(bytes, contentEncoding);
  if (fault !== undefined) return { fault };
  const text = bytes.toString('utf8');
  return isBounded && isTooDeep(text) ? { fault: `the body is nested deeper than ${maxLevels} levels` } : { text };
};
