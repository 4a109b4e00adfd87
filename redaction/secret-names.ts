// Tells by the name of a header, parameter or JSON member whether its value is a secret, however the name is written.

/** Words of which one in a name says that its value is a secret. */
const telling =
  /token|secret|password|passwd|passphrase|apikey|accesskey|assertion|codeverifier|authoriz|credential|cookie|sessionid|privatekey/;

/** Short names of secrets: other names contain them by chance, so only the whole name counts. */
const whole = new Set(['jwt', 'dpop', 'sig', 'pwd', 'otp']);

/** Names that sound like secrets; their values are none. */
const harmless = new Set([
  'tokentype',
  'tokenendpoint',
  'tokenendpointauthmethodssupported',
  'authorizationendpoint',
  'clientassertiontype',
  'accesscontrolallowcredentials',
]);

/** The name without its percent-encoding, its case and what joins its words. */
const plainNameOf = (name: string): string => {
  let decoded = name.replaceAll('+', ' ');
  try {
    decoded = decodeURIComponent(decoded);
  } catch {
    // A name that cannot be decoded is judged as it is.
  }
  return decoded.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
};

const maxRemembered = 1000;

/** Remembers the judgement on each name: most names come again with every request. */
const remember = (judge: (name: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= maxRemembered) known.clear();
    const judged = judge(name);
    known.set(name, judged);
    return judged;
  };
};

/** True for the name of a header or a member of JSON whose value is a secret. */
export const isSecretName = remember((name) => {
  const word = plainNameOf(name);
  return (telling.test(word) || whole.has(word)) && !harmless.has(word);
});

/** Names that hold secrets in a query or a form only: the code of OAuth, which JSON calls a coding, and short names of tokens. */
const ofParameters = new Set(['code', 'auth', 'bearer', 'jwt', 'session', 'sid', 'key']);

/** True for a parameter of a query or form whose value is a secret. */
export const isSecretParameter = remember((name) => ofParameters.has(plainNameOf(name)) || isSecretName(name));
