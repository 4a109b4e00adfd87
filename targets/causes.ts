// Why no answer came, in one table: what each cause ends a command with, and what to do next.
import type { FaultKind } from './failures.ts';

export interface Cause {
  /** `configuration` where somebody has to set something, `unreachable` where nothing useful answers. */
  readonly kind: Exclude<FaultKind, 'stopped'>;
  /** What to do next. */
  readonly step: string;
}

const set = (step: string): Cause => ({ kind: 'configuration', step });
const wait = (step: string): Cause => ({ kind: 'unreachable', step });

/** The codes of the system and of the client, the first that fits. */
const causes: readonly (readonly [RegExp, Cause])[] = [
  [/^ENOTFOUND$/, set('no such host (DNS): check the spelling of the address')],
  [/^EAI_/, set('the host name could not be looked up (DNS): check the network and the address')],
  [/^ECONNREFUSED$/, wait('nothing listens there: check host and port, or start the server')],
  [
    /^(TIMEOUT|ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/,
    wait('check that it is the right host and lets this address in, or raise --timeout'),
  ],
  [/^(EHOSTUNREACH|ENETUNREACH)$/, wait('no way to the host: check the network, a VPN or a proxy')],
  [
    /^(ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)|EPROTO)$/,
    set('the port does not speak TLS: write http://, or name the https port'),
  ],
  [/^HPE_/, set('the answer is not plain HTTP: write https://, or name another port')],
  [/SELF_SIGNED/, set('the certificate is self-signed: name its file in NODE_EXTRA_CA_CERTS')],
  [
    /^UNABLE_TO_/,
    set('the certificate is of an authority that is not known here: name its file in NODE_EXTRA_CA_CERTS'),
  ],
  [/^CERT_HAS_EXPIRED$/, set('the certificate has expired: have it renewed, and check the clock of this machine')],
  [/^CERT_NOT_YET_VALID$/, set('the certificate is not valid yet: check the clock of this machine')],
  [/ALTNAME_INVALID/, set('the certificate is for another host: use the name that it is for')],
  [/CERT|SSL|TLS/, set('the certificate or the TLS of the server is not accepted: have whoever runs it look at it')],
];

/** A server that breaks off, and whatever the table does not know. */
const brokenOff = wait('the connection broke off: try again, check http or https, or tell whoever runs the server');

/** The cause behind the code of an error. */
export const causeOf = (code: string): Cause => causes.find(([pattern]) => pattern.test(code))?.[1] ?? brokenOff;
