// Addresses as the framework's library reads them.
import { refused, taken, type Checked } from './issue.ts';
import { lengthOf, reprOf } from './python-values.ts';

/** Names of FHIR's primitives are taken for addresses, as extensions of FHIR's own definitions have them. */
const primitives = [
  ...['boolean', 'string', 'base64Binary', 'code', 'id', 'decimal', 'integer', 'unsignedInt', 'positiveInt', 'uri'],
  ...['oid', 'uuid', 'canonical', 'url', 'markdown', 'xhtml', 'date', 'dateTime', 'instant', 'time'],
];

const scheme = String.raw`(?:(?<scheme>[a-z][a-z0-9+\-.]+)://)?`;
const user = String.raw`(?:(?<user>[^\s:/]*)(?::(?<password>[^\s/]*))?@)?`;
const host = [
  String.raw`(?:(?<ipv4>(?:\d{1,3}\.){3}\d{1,3})(?=$|[/:#?])`,
  String.raw`(?<ipv6>\[[A-F0-9]*:[A-F0-9:]+\])(?=$|[/:#?])`,
  String.raw`(?<domain>[^\s/:?#]+))?(?::(?<port>\d+))?`,
].join('|');
const rest = String.raw`(?<path>/[^\s?#]*)?(?:\?(?<query>[^\s#]*))?(?:#(?<fragment>[^\s#]*))?`;
const form = new RegExp(`^${scheme}${user}${host}${rest}`, 'i');

const asciiDomain =
  /^(?:[_0-9a-z](?:[-_0-9a-z]{0,61}[_0-9a-z])?\.)*?[_0-9a-z](?:[-_0-9a-z]{0,61}[_0-9a-z])?(?:\.[a-z]{2,63})?\.?$/i;
const anyDomain =
  /^(?:[_0-9a-\u{40000}](?:[-_0-9a-\u{40000}]{0,61}[_0-9a-\u{40000}])?\.)*?[_0-9a-\u{40000}](?:[-_0-9a-\u{40000}]{0,61}[_0-9a-\u{40000}])?(?:\.\p{L}{2,63}|\.xn--[_0-9a-z-]{2,63})?\.?$/iu;

const maxCharacters = 2 ** 16;

const checkAnyUrl = (text: string): Checked<string> => {
  const url = text.trim();
  if (url === '')
    return refused('ensure this value has at least 1 characters', 'value_error.any_str.min_length', 'limit_value=1');
  if (lengthOf(url) > maxCharacters)
    return refused(
      `ensure this value has at most ${maxCharacters} characters`,
      'value_error.any_str.max_length',
      `limit_value=${maxCharacters}`,
    );
  const match = form.exec(url);
  const parts = match?.groups ?? {};
  if (parts['scheme'] === undefined) return refused('invalid or missing URL scheme', 'value_error.url.scheme');
  if (Number(parts['port'] ?? 0) > 65_535)
    return refused('URL port invalid, port cannot exceed 65535', 'value_error.url.port');
  const { ipv4, ipv6, domain } = parts;
  const isHost = (ipv4 ?? ipv6) !== undefined || (domain !== undefined && isDomain(domain));
  // The library refuses text behind the address before it looks at the host.
  const extra = url.slice(match?.[0].length ?? 0);
  if (extra !== '')
    return refused(
      `URL invalid, extra characters found after valid URL: ${reprOf(extra)}`,
      'value_error.url.extra',
      `extra=${extra}`,
    );
  return isHost ? taken(url) : refused('URL host invalid', 'value_error.url.host');
};

const isDomain = (domain: string): boolean => asciiDomain.test(domain) || anyDomain.test(domain);

const isMail = (text: string): boolean =>
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/i.test(
    text,
  );

/** A `mailto:`, HL7's own schemes, a path, the name of a primitive, or any other address with a scheme and a host. */
export const checkUrl = (text: string): Checked<string> => {
  if (text.startsWith('mailto:')) {
    const mail = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.slice('mailto:'.length);
    return isMail(mail.trim()) ? taken(text) : refused('value is not a valid email address', 'value_error.email');
  }
  const isKept = /^m?llp:/.test(text) || primitives.includes(text) || /^\/[^\s?/]+/.test(text);
  return isKept ? taken(text) : checkAnyUrl(text);
};
