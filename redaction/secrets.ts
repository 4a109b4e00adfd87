// The layer of secrets: takes tokens, client secrets, passwords and cookies out of what is kept or shown.
import { isSecretName, isSecretParameter } from './secret-names.ts';
import { spellingsOf } from './secret-spellings.ts';
import { mark, redactJson } from './secret-members.ts';

export { isSecretParameter, mark, redactJson };

/** Headers that name others, and hold no secret themselves. */
const listing = /^access-control-|^www-authenticate$|^vary$/;

/** True for a header whose value is a secret; `name` in small letters. */
export const isSecretHeader = (name: string): boolean => isSecretName(name) && !listing.test(name);

/** `Bearer (redacted)`: the scheme may be seen. */
const redactedHeader = (value: string): string => {
  const scheme = /^(Bearer|Basic|Digest)\s/i.exec(value)?.[1];
  return scheme === undefined ? mark : `${scheme} ${mark}`;
};

/** Headers, by their names in small letters, without their secrets; those without a value are left out. */
export const redactHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        isSecretHeader(name) ? redactedHeader(String(value)) : redactAddress(String(value)),
      ]),
  );

const pairs = /(^|[?&;#])([^=&?#;\s]{1,200})=([^&#]*)/g;

/** The same pairs in an address that is itself a value. */
const encodedPairs = /((?:%3F|%26|%23)([^=&?#;%\s]{1,200})%3D)[^&#%\s]*/gi;

/** A URL or a form body without the values of its secret parameters. */
export const redactForm = (text: string): string => {
  if (!/=|%3D/i.test(text)) return text;
  const outer = text.replace(pairs, (whole, before: string, name: string) =>
    isSecretParameter(name) ? `${before}${name}=${mark}` : whole,
  );
  return outer.replace(encodedPairs, (whole, before: string, name: string) =>
    isSecretParameter(name) ? before + mark : whole,
  );
};

const parts = /(\bname="?([^"\r\n;]+)"?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)([\s\S]*?)(?=\r?\n--)/g;

/** A multipart body without the values of its secret parts. */
const redactParts = (text: string): string =>
  text.replace(parts, (whole, head: string, name: string) => (isSecretParameter(name) ? head + mark : whole));

const userInfo = /(:\/\/)[^\s/?#@"'\\<>]+@/g;

/** An address without the user before its host, and without the values of its secret parameters. */
export const redactAddress = (text: string): string =>
  redactForm(text.includes('://') ? text.replace(userInfo, `$1${mark}@`) : text);

/** A value in quotes, which may be escaped several times over, or a bare one as in a form. */
const fields =
  /((?:access_token|refresh_token|id_token|client_secret|client_assertion|password)(?:\\*["'])?\s*(?:[:=]|%3D)\s*(?:\\*["'])?)(?!\(redacted\))[^"'\\&\s,;}<]+/gi;

const schemes = /\b(Bearer|Basic)(\s+|%20|\+)(?=[A-Za-z0-9._~+/=-]*\d|[A-Za-z0-9._~+/=-]{20})[A-Za-z0-9._~+/=-]{8,}/gi;

const webTokens = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g;

const elements = /(<([\w:.-]{1,200})>)[^<]+/g;

const attributes = /(\s([\w:.-]{1,200})\s?=\s?["'])[^"'<>]+(?=["'])/g;

/** A member of JSON that stands in a text of JSON: its quotes are escaped. */
const innerMembers = /(\\+"([^"\\]{1,200})\\+"\s*:\s*\\+")[^"\\]+/g;

/** A JSON text without the secrets in its members, in JSON within its texts, and in addresses. */
const redactJsonBody = (text: string): string => {
  const shown = redactJson(text);
  const inner = shown.includes('\\"')
    ? shown.replace(innerMembers, (whole, before: string, name: string) => (isSecretName(name) ? before + mark : whole))
    : shown;
  return inner.includes('://') ? inner.replace(addresses, (address) => redactAddress(address)) : inner;
};

const addresses = /\w{1,20}:\/\/[^\s"\\<>]+/g;

/** A text of any form without what its words say is a secret. */
const redactWords = (text: string): string =>
  redactAddress(text)
    .replace(fields, `$1${mark}`)
    .replace(attributes, (whole, before: string, name: string) => (isSecretName(name) ? before + mark : whole))
    .replace(elements, (whole, before: string, name: string) => (isSecretName(name) ? before + mark : whole));

/** A body without its secrets, be it JSON, a multipart, a form or something else. */
export const redactBody = (text: string): string => {
  if (text === '') return text;
  const isJson = /^\s*(\{\s*["}]|[["])/.test(text);
  const shown = isJson ? redactJsonBody(text) : /^\s*--/.test(text) ? redactParts(text) : redactWords(text);
  return /bearer|basic/i.test(shown) ? shown.replace(schemes, `$1$2${mark}`) : shown;
};

const credentialsInAddress = /(:\/\/)[^\s/:@"'\\]+:[^\s/@"'\\]+@/g;

const secretVariables = /(TOKEN|SECRET|PASSWORD)$/;

/** The secrets that the environment holds, longest first. */
export const secretsIn = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.entries(environment)
    .filter(([name]) => name.startsWith('CANVAS_') && secretVariables.test(name))
    .flatMap(([, value = '']) => (value.trim().length < 6 ? [] : [value.trim()]))
    .sort((one, other) => other.length - one.length);

/** A text without some secrets, however each is spelt. */
export const withoutSecrets = (text: string, secrets: Iterable<string>): string =>
  [...secrets].flatMap(spellingsOf).reduce((rest, spelling) => rest.replaceAll(spelling, mark), text);

/** Any text without the secrets that are known, and without whatever looks like one. Doing it twice changes nothing more. */
export const redacted = (text: string, secrets: readonly string[] = []): string =>
  withoutSecrets(text, secrets)
    .replace(fields, `$1${mark}`)
    .replace(schemes, `$1$2${mark}`)
    .replace(webTokens, mark)
    .replace(credentialsInAddress, `$1${mark}@`);
