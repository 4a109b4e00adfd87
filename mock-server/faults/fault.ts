// Faults that a tester can ask for: what each is called, what it takes, and which request it hits.
import type { RequestMatch } from './request-match.ts';
import type { Frequency } from './standing.ts';

export const faultKinds = [
  'delay',
  'expired-token',
  'forbidden',
  'rate-limit',
  'error',
  'html',
  'reset',
  'truncated',
  'malformed',
  'slow-body',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** The two ways in which Retry-After says how long to wait. */
export const retryAfterForms = ['seconds', 'date'] as const;

type RetryAfterForm = (typeof retryAfterForms)[number];

export interface FaultSpec extends RequestMatch, Frequency {
  readonly kind: FaultKind;
  /** Of delay and slow-body: how long it takes. */
  readonly milliseconds?: number;
  /** Of delay: a random length from `least` to `most` milliseconds. */
  readonly least?: number;
  readonly most?: number;
  /** Of error and html: the status. */
  readonly status?: number;
  /** Of rate-limit and an error 503: seconds of the Retry-After header. */
  readonly retryAfter?: number;
  /** Whether that header names the seconds, as it does unless said otherwise, or the date at which they have passed. */
  readonly retryAfterForm?: RetryAfterForm;
  /** Of reset: whether the request is carried out before the connection goes. */
  readonly at?: 'before' | 'after';
}

/** A fault that hits a request, with everything settled. */
export interface PlannedFault {
  readonly id: string;
  readonly kind: FaultKind;
  readonly milliseconds: number;
  readonly status: number;
  readonly retryAfter: number;
  readonly retryAfterForm: RetryAfterForm;
  readonly at: 'before' | 'after';
}

const count = { type: 'integer', minimum: 0, maximum: 1_000_000 } as const;

export const milliseconds = { type: 'integer', minimum: 0, maximum: 60_000 } as const;

export const frequencyProperties = {
  share: { type: 'number', minimum: 0, maximum: 1 },
  count: { ...count, minimum: 1 },
  skip: count,
} as const;

export const requestMatchProperties = {
  method: { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] },
  path: { type: 'string', pattern: '^(/|\\*)', maxLength: 500 },
} as const;

export const faultSchema = {
  $id: 'fault.schema.json',
  type: 'object',
  required: ['kind'],
  additionalProperties: false,
  properties: {
    ...requestMatchProperties,
    kind: { enum: faultKinds },
    ...frequencyProperties,
    milliseconds,
    least: milliseconds,
    most: milliseconds,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    retryAfter: { type: 'integer', minimum: 0, maximum: 86_400 },
    retryAfterForm: { enum: retryAfterForms },
    at: { enum: ['before', 'after'] },
  },
} as const;
