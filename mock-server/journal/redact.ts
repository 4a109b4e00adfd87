// Secrets out of what the journal shows: tokens, client secrets, cookies.

const hidden = '<redacted>';

const secretHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-mock-admin-token',
  'x-api-key',
]);
const secretMembers =
  'access_token|refresh_token|id_token|client_secret|client_assertion|password|token|assertion|code_verifier|admin_token';

/** `Bearer <redacted>`: the scheme may be seen. */
const redactedHeader = (value: string): string => {
  const scheme = /^(Bearer|Basic|Digest)\s/i.exec(value)?.[1];
  return scheme === undefined ? hidden : `${scheme} ${hidden}`;
};

export const redactHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, secretHeaders.has(name) ? redactedHeader(String(value)) : String(value)]),
  );

const inForm = new RegExp(`(^|[?&])(${secretMembers})=[^&#]*`, 'gi');
const inJson = new RegExp(`("(?:${secretMembers})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi');

/** A URL or a form body without the values of its secret parameters. */
export const redactForm = (text: string): string => text.replace(inForm, `$1$2=${hidden}`);

/** A body without its secrets, be it a form or JSON. */
export const redactText = (text: string): string => {
  const isJson = /^\s*[{[]/.test(text);
  return isJson ? text.replace(inJson, `$1"${hidden}"`) : redactForm(text);
};
