// The layer of secrets: takes tokens, client secrets, passwords and cookies out of what is kept or shown.
import { spellingsOf } from './secret-spellings.ts';

/** What stands in the place of a secret, in every report, journal and recording. */
export const mark = '(redacted)';

const secretHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-mock-admin-token',
  'x-api-key',
]);

/** True for a header whose value is a secret; `name` in small letters. */
export const isSecretHeader = (name: string): boolean => secretHeaders.has(name);

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
      .map(([name, value]) => [name, isSecretHeader(name) ? redactedHeader(String(value)) : String(value)]),
  );

/** Parameters of forms and members of JSON that hold a secret. */
const secretMembers =
  'access_token|refresh_token|id_token|client_secret|client_assertion|password|token|assertion|code_verifier|admin_token';

const inForm = new RegExp(`(^|[?&])(${secretMembers})=[^&#]*`, 'gi');
const inJson = new RegExp(`("(?:${secretMembers})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi');

/** A URL or a form body without the values of its secret parameters. */
export const redactForm = (text: string): string => text.replace(inForm, `$1$2=${mark}`);

/** A JSON text without the values of its secret members. */
export const redactJson = (text: string): string => text.replace(inJson, `$1"${mark}"`);

/** A body without its secrets, be it a form or JSON. */
export const redactBody = (text: string): string => (/^\s*[{[]/.test(text) ? redactJson(text) : redactForm(text));

/** A value in quotes, which may be escaped several times over, or a bare one as in a form. */
const fields =
  /((?:access_token|refresh_token|id_token|client_secret|client_assertion|password)(?:\\*["'])?\s*(?:[:=]|%3D)\s*(?:\\*["'])?)(?!\(redacted\))[^"'\\&\s,;}<]+/gi;

const schemes = /\b(Bearer|Basic)(\s+|%20|\+)(?=[A-Za-z0-9._~+/=-]*\d|[A-Za-z0-9._~+/=-]{20})[A-Za-z0-9._~+/=-]{8,}/gi;

const webTokens = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g;

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
