// Receivers of events: where each listens, what it wants to hear, and how long it is tried.
import { mark, redactForm } from '../../redaction/secrets.ts';
import { hintOf } from '../../schemas/nearest.ts';
import { faultIn } from '../../schemas/validate.ts';
import { eventNames, type EventName } from './events.ts';
import { faultOfSecret } from './signature.ts';

export interface ReceiverSpec {
  /** Where events are posted to: http or https. */
  readonly url: string;
  /** The key of the signature; one is made up where none is given. */
  readonly secret?: string;
  /** Sent as `Authorization: Bearer <token>`, as Canvas plugins do it. */
  readonly token?: string;
  /** The events that it is told; all unless said otherwise. */
  readonly events?: readonly EventName[];
  readonly active?: boolean;
  /** How often a delivery that fails is tried again; 4 times unless said otherwise. */
  readonly retries?: number;
  /** The wait before the first retry, 1,000 unless said otherwise. It doubles with each. */
  readonly backoffMilliseconds?: number;
  /** How long an answer may take; 5,000 unless said otherwise. */
  readonly timeoutMilliseconds?: number;
}

/** A receiver with everything settled. */
export type Receiver = Required<Omit<ReceiverSpec, 'token'>> & Pick<ReceiverSpec, 'token'> & { readonly id: string };

const milliseconds = { type: 'integer', minimum: 1, maximum: 60_000 } as const;

export const receiverSchema = {
  $id: 'receiver.schema.json',
  type: 'object',
  additionalProperties: false,
  properties: {
    url: { type: 'string', minLength: 1, maxLength: 2000 },
    secret: { type: 'string', minLength: 1, maxLength: 200 },
    token: { type: 'string', pattern: '^[\\x21-\\x7e]+$', maxLength: 4000 },
    events: { type: 'array', items: { enum: eventNames }, minItems: 1, uniqueItems: true },
    active: { type: 'boolean' },
    retries: { type: 'integer', minimum: 0, maximum: 10 },
    backoffMilliseconds: milliseconds,
    timeoutMilliseconds: milliseconds,
  },
} as const;

const faultOfUrl = (text: string): string | undefined => {
  const shown = redactForm(text).slice(0, 80);
  if (!URL.canParse(text)) return `url: '${shown}' is not a URL, for example http://127.0.0.1:3000/events`;
  const { protocol, username, password } = new URL(text);
  if (!['http:', 'https:'].includes(protocol)) return `url: must begin with http: or https:, not ${protocol}`;
  return username + password === '' ? undefined : 'url: holds a user name or a password; send a token instead';
};

const faultOfEvents = (events: unknown): string | undefined => {
  const sent: readonly unknown[] = Array.isArray(events) ? events : [];
  const names = sent.filter((name) => typeof name === 'string');
  const unknown = names.find((name) => !(eventNames as readonly string[]).includes(name));
  return unknown === undefined
    ? undefined
    : `events: there is no '${unknown.slice(0, 60)}'; ${hintOf(unknown, eventNames)}`;
};

/** What is wrong with a receiver as it was sent, in words; or undefined. */
export const faultOfReceiver = (sent: Readonly<Record<string, unknown>>): string | undefined => {
  const { url, secret, events } = sent;
  const ofEvents = faultOfEvents(events);
  if (ofEvents !== undefined) return ofEvents;
  const fault = faultIn(receiverSchema, sent);
  if (fault !== undefined) return `${fault.where}: ${fault.problem}`;
  return (
    (typeof url === 'string' ? faultOfUrl(url) : undefined) ??
    (typeof secret === 'string' ? faultOfSecret(secret) : undefined)
  );
};

/** What is wrong with a receiver that is to be added, in words; or undefined. */
export const faultOfNewReceiver = (sent: Readonly<Record<string, unknown>>): string | undefined =>
  sent['url'] === undefined
    ? 'url: is missing; give the address of the receiver, for example http://127.0.0.1:3000/events'
    : faultOfReceiver(sent);

export const receiverDefaults = {
  events: eventNames,
  active: true,
  retries: 4,
  backoffMilliseconds: 1000,
  timeoutMilliseconds: 5000,
} as const;

/** A receiver as it may be seen: without its secrets. */
export const shownReceiver = ({ secret: _secret, token, url, ...receiver }: Receiver) => ({
  ...receiver,
  url: redactForm(url),
  secret: mark,
  ...(token === undefined ? {} : { token: mark }),
});

export type ShownReceiver = ReturnType<typeof shownReceiver>;
