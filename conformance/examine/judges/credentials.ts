// Judges how a client gets its tokens, and where it carries them.
import { isSecretParameter } from '../../../redaction/secrets.ts';
import { isFhir, isToken, lineOf, queryOf, routeOf } from '../calls.ts';
import { judgedBy, notExercised, type Finding, type Judge } from '../judging.ts';
import type { Recorded } from '../../traffic/index.ts';

const isSame = (one: Recorded, other: Recorded): boolean =>
  one.method === other.method && one.path === other.path && one.body === other.body;

const isDenied = (call: Recorded): boolean => isFhir(call) && call.wasDenied;

/** A 401 that a new token cures: of a request with a token that had been taken before. */
const isExpiry = (call: Recorded, calls: readonly Recorded[]): boolean => {
  const before = calls.slice(0, calls.indexOf(call));
  const hasToken = before.some((one) => isToken(one) && one.status === 200);
  const wasTaken = before.some((one) => isFhir(one) && !one.wasDenied && !one.isLost && one.status < 500);
  return hasToken && wasTaken && call.headers['authorization'] !== undefined;
};

const judgeRenewalAfter401: Judge = (calls, { ending }) => {
  const denied = calls.filter((call) => isDenied(call) && isExpiry(call, calls));
  const first = denied[0];
  if (first === undefined) return notExercised;
  const later = calls.slice(calls.indexOf(first) + 1);
  const renewal = later.find(isToken);
  if (renewal !== undefined) {
    const again = later.slice(later.indexOf(renewal) + 1).some((call) => isSame(call, first));
    return again ? judgedBy([first, renewal], []) : notExercised;
  }
  // The traffic of a client that was watched may end here; one that was run has ended.
  if (ending === undefined && later.length === 0) return notExercised;
  const how = later.some((call) => isSame(call, first))
    ? 'is sent again with the same token'
    : 'is given up without a new token';
  return judgedBy(
    [],
    [
      {
        what: `${lineOf(first)} ${how}`,
        calls: [first, ...later.slice(0, 1)],
        expected: 'POST /auth/token/, then the request again',
        actual: later[0] === undefined ? 'no request' : lineOf(later[0]),
      },
    ],
  );
};

/** How often a token was asked for between the denials of one request. */
const renewalsOf = (call: Recorded, calls: readonly Recorded[]): readonly Recorded[] => {
  const denials = calls.filter((one) => isDenied(one) && isSame(one, call));
  const [first, last] = [denials[0], denials.at(-1)];
  if (first === undefined || last === undefined) return [];
  return calls.slice(calls.indexOf(first), calls.indexOf(last) + 1).filter(isToken);
};

const judgeSingleRenewal: Judge = (calls, { ending }) => {
  const denied = calls.filter((call) => isDenied(call) && isExpiry(call, calls));
  const renewed = denied.filter((call) => renewalsOf(call, calls).length > 0);
  const findings = renewed
    .filter((call, index) => renewed.findIndex((one) => isSame(one, call)) === index)
    .flatMap((call): readonly Finding[] => {
      const renewals = renewalsOf(call, calls);
      if (renewals.length < 2) return [];
      return [
        {
          what: `${lineOf(call)}: the client has asked for ${renewals.length} tokens, and each was refused`,
          calls: [call, ...renewals.slice(0, 2)],
          expected: 'one new token, then an error in words',
          actual: `${renewals.length} new tokens${ending?.hasHung === true ? ', and no end' : ''}`,
        },
      ];
    });
  return judgedBy(renewed, findings);
};

/** So many tokens in a row for one request each, or none, are a habit. */
const habit = 4;

/** The tokens that a client asked for by itself, each with the requests until the next one that was asked for alike. */
const usesIn = (calls: readonly Recorded[]): readonly (readonly [Recorded, readonly Recorded[]])[] => {
  const asked = calls.filter(
    (call) => isToken(call) && call.status === 200 && call.body.includes('client_credentials'),
  );
  return asked.map((token) => {
    const later = calls.slice(calls.indexOf(token) + 1);
    const next = later.findIndex((call) => asked.includes(call) && isSame(call, token));
    return [token, later.slice(0, next === -1 ? later.length : next).filter(isFhir)] as const;
  });
};

const judgeTokenReuse: Judge = (calls) => {
  const uses = usesIn(calls);
  const kept = uses.filter(([, requests]) => requests.length > 1);
  const single = uses.filter(([, requests]) => requests.length < 2 && !requests.some(isDenied));
  const [first, second] = single.map(([token]) => token);
  if (kept.length > 0 || first === undefined || second === undefined || single.length < habit)
    return judgedBy(
      kept.map(([token]) => token),
      [],
    );
  const what = `${single.length} tokens were asked for, each for one request`;
  return judgedBy([], [{ what, calls: [first, second], expected: 'one token', actual: `${single.length} tokens` }]);
};

/** The scope of a token request. */
const scopeOf = ({ body, path }: Recorded): string =>
  new URLSearchParams(body).get('scope') ?? new URLSearchParams(path.split('?')[1] ?? '').get('scope') ?? '';

const judgeScopes: Judge = (calls) => {
  const asked = calls.filter(
    (call) => (isToken(call) || call.path.startsWith('/auth/authorize')) && scopeOf(call) !== '',
  );
  const findings = asked.flatMap((call): readonly Finding[] => {
    const broad = scopeOf(call)
      .split(/[\s+]+/)
      .filter((scope) => /^(user|system|patient)\/\*\./.test(scope));
    if (broad.length === 0) return [];
    const types = [...new Set(calls.map((one) => routeOf(one).type).filter((type) => type !== ''))];
    return [
      {
        what: `${call.method} ${call.path.split('?')[0] ?? ''} asks for ${broad.join(' ')}, which opens every type of the chart`,
        calls: [call],
        expected: types.length === 0 ? 'the types that are used' : types.map((type) => `user/${type}.…`).join(' '),
        actual: scopeOf(call),
      },
    ];
  });
  return judgedBy(asked, findings);
};

/** The parameter of a URL that holds a secret; the code that `/auth/authorize` gives is no secret of the client's. */
const secretIn = (path: string): string | undefined =>
  [...queryOf(path).keys()].find((name) => name !== 'code' && isSecretParameter(name));

/** The secret in the URL of a request, or in that of the page that has led to it. */
const secretOf = ({ host, path, headers: { referer = '' } }: Recorded): string | undefined => {
  const led = secretIn(referer);
  return host.includes('@')
    ? 'a user with a password'
    : (secretIn(path) ?? (led === undefined ? undefined : `${led} of the Referer`));
};

const doUrlsHoldNoSecrets: Judge = (calls) => {
  const findings = calls.flatMap((call): readonly Finding[] => {
    const found = secretOf(call);
    if (found === undefined) return [];
    return [
      {
        what: `${call.method} ${call.path}: ${found} stands in the URL`,
        calls: [call],
        expected: 'secrets in headers and bodies only',
        actual: call.path,
      },
    ];
  });
  return judgedBy(calls, findings);
};

export const credentials = {
  'credentials/token-is-renewed-after-401': judgeRenewalAfter401,
  'credentials/token-is-renewed-once': judgeSingleRenewal,
  'credentials/token-is-kept': judgeTokenReuse,
  'credentials/least-scopes-are-asked': judgeScopes,
  'credentials/urls-hold-no-secrets': doUrlsHoldNoSecrets,
} as const;
