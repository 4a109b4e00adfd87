// The signature of a delivery, as the Standard Webhooks specification has it: HMAC-SHA256 over id, time and raw body.
import { createHmac } from 'node:crypto';

/** What a secret begins with whose rest is a key in base64; any other secret is the key itself. */
const keyPrefix = 'whsec_';

/** The secret of some random hexadecimal digits. */
export const secretOf = (hex: string): string => keyPrefix + Buffer.from(hex, 'hex').toString('base64');

const keyOf = (secret: string): Buffer =>
  secret.startsWith(keyPrefix) ? Buffer.from(secret.slice(keyPrefix.length), 'base64') : Buffer.from(secret);

/** What is wrong with a secret, in words; or undefined. */
export const faultOfSecret = (secret: string): string | undefined => {
  if (!secret.startsWith(keyPrefix)) return undefined;
  return /^[A-Za-z0-9+/]+={0,2}$/.test(secret.slice(keyPrefix.length))
    ? undefined
    : `secret: what follows ${keyPrefix} must be a key in base64`;
};

/** The headers that let a receiver check a delivery. `seconds` is the time of the attempt, since 1970. */
export const signedHeaders = (secret: string, id: string, seconds: number, body: string): Record<string, string> => {
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
};
