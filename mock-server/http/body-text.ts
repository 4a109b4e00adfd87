// The bytes of a body as text: UTF-8, as it was sent, and not too deep; or in words why it is not read.
import { isUtf8 } from 'node:buffer';
import { hasLoneSurrogate, isTooDeep, maxLevels } from '../../schemas/json.ts';

/** A byte order mark, or a zero byte beside the first character, which is ASCII in all JSON and in every form. */
const isWide = ([first, second, third]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) ||
  (first === 0xfe && second === 0xff) ||
  (first === 0 && second !== undefined) ||
  (second === 0 && third !== undefined);

const isCompressed = ([first, second]: Buffer): boolean => first === 0x1f && second === 0x8b;

const encodingFault = (bytes: Buffer, contentEncoding: string | undefined): string | undefined => {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity')
    return `the body has the Content-Encoding ${encoding}, which is not taken; send it as it is`;
  if (isWide(bytes)) return 'the body is UTF-16 or UTF-32; only UTF-8 is read';
  if (isCompressed(bytes)) return 'the body is compressed; send it as it is';
  return isUtf8(bytes) ? undefined : 'the body is not UTF-8';
};

const charactersFault = (text: string): string | undefined =>
  hasLoneSurrogate(text) ? 'the body has half of a pair of surrogates, which is no character' : undefined;

const depthFault = (text: string): string | undefined =>
  isTooDeep(text) ? `the body is nested deeper than ${maxLevels} levels` : undefined;

type Read = { readonly text: string } | { readonly fault: string };

/** What stands for bytes that are not text: half of a pair of surrogates, to which no bytes are decoded. */
export const undecodable = '\uD800';

/** The text of a body in UTF-16, which the framework reads as well; undefined where it is none. */
const wideText = (bytes: Buffer): string | undefined => {
  if (!isWide(bytes)) return undefined;
  const isLittle = bytes[0] !== 0 && bytes[0] !== 0xfe;
  try {
    return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The text of a body as the framework reads it: it looks at the bytes alone, and bounds their depth itself. */
export const frameworkText = (bytes: Buffer): string =>
  wideText(bytes) ?? (isWide(bytes) || !isUtf8(bytes) ? undecodable : bytes.toString('utf8'));

/** The text of JSON whose depth another check bounds. */
export const plainText = (bytes: Buffer, contentEncoding?: string): Read => {
  const fault = encodingFault(bytes, contentEncoding);
  if (fault !== undefined) return { fault };
  const text = bytes.toString('utf8');
  const problem = charactersFault(text);
  return problem === undefined ? { text } : { fault: problem };
};

/** The text of a body. */
export const bodyText = (bytes: Buffer, contentEncoding: string | undefined): Read => {
  const read = plainText(bytes, contentEncoding);
  const problem = 'text' in read ? depthFault(read.text) : undefined;
  return problem === undefined ? read : { fault: problem };
};
