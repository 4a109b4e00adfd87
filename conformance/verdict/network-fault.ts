// Telling a target that did not answer from one that answered wrongly.
import type { Step } from '../suite/messages/index.ts';

const words =
  /fetch failed|No answer from|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR|socket hang up|TimeoutError|CERT_|SELF_SIGNED|unable to verify/;

/** True where a step failed because no answer came. */
export const isNetworkFault = ({ message = '', exception }: Step['result']): boolean =>
  words.test(`${exception?.type ?? ''} ${exception?.message ?? ''} ${message.split('\n')[0] ?? ''}`);
