// Why no answer came to a request: a table from the error code of Node or undici to who has to act, and how.
import type { FaultKind } from './failures.ts';

export interface Cause {
  /** `configuration` where somebody has to set something, `unreachable` where nothing useful answers. */
  readonly kind: Exclude<FaultKind, 'stopped'>;
  /** What to do next. */
  readonly step: string;
}

const misconfigured = (step: string): Cause => ({ kind: 'configuration', step });
const unreachable = (step: string): Cause => ({ kind: 'unreachable', step });

/** By error code; the first pattern that fits counts. */
const causes: readonly (readonly [RegExp, Cause])[] = [
  [/^ENOTFOUND$/, misconfigured('no such host (DNS): check the spelling of the address')],
  [/^EAI_/, misconfigured('the host name could not be looked up (DNS): check the network and the address')],
  [/^ECONNREFUSED$/, unreachable('nothing listens there: check host and port, or start the server')],
  [
    /^(TIMEOUT|ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/,
    unreachable('check that it is the right host and lets this address in, or raise CANVAS_TIMEOUT (--timeout)'),
  ],
  [
    /^ANSWER_TOO_LARGE$/,
    unreachable('nobody answers so much: check that it is the right host, or ask for fewer entries a page'),
  ],
  [/^(EHOSTUNREACH|ENETUNREACH)$/, unreachable('no way to the host: check the network, a VPN or a proxy')],
  [
    /^(ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)|EPROTO)$/,
    misconfigured('the port does not speak TLS: write http://, or name the https port'),
  ],
  [/^HPE_/, misconfigured('the answer is not plain HTTP: write https://, or name another port')],
  [/SELF_SIGNED/, misconfigured('the certificate is self-signed: name its file in NODE_EXTRA_CA_CERTS')],
  [
    /^UNABLE_TO_/,
    misconfigured('the certificate is of an authority that is not known here: name its file in NODE_EXTRA_CA_CERTS'),
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    misconfigured('the certificate has expired: have it renewed, and check the clock of this machine'),
  ],
  [/^CERT_NOT_YET_VALID$/, misconfigured('the certificate is not valid yet: check the clock of this machine')],
  [/ALTNAME_INVALID/, misconfigured('the certificate is for another host: use the name that it is for')],
  [
    /CERT|SSL|TLS/,
    misconfigured('the certificate or the TLS of the server is not accepted: have whoever runs it look at it'),
  ],
];

/** The cause of a connection that broke, and of every code that the table does not have. */
const brokenOff = unreachable(
  'the connection broke off: try again, check http or https, or tell whoever runs the server',
);

/** The cause behind an error code, such as ECONNREFUSED. */
export const causeOf = (code: string): Cause => causes.find(([pattern]) => pattern.test(code))?.[1] ?? brokenOff;
