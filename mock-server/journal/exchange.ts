// An exchange as the journal keeps it: references to what went over the wire, and what the mock made of it.
import type { IncomingHttpHeaders } from 'node:http';
import type { Rejection } from '../../schemas/outcome.ts';
import type { RuleId } from '../../schemas/rules/index.ts';

export interface Exchange {
  /** Milliseconds since 1970 by the system's clock. */
  readonly at: number;
  readonly world: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly requestHeaders: IncomingHttpHeaders;
  readonly requestText: string;
  readonly status: number;
  /** Milliseconds from the request's arrival to its answer. */
  readonly took: number;
  readonly responseHeaders: Readonly<Record<string, unknown>>;
  readonly responseText: string;
  readonly rules: readonly RuleId[];
  readonly rejection?: Rejection;
  /** What a read shows after a write. */
  readonly written?: () => unknown;
  /** The faults that hit it, by id. */
  readonly faults: readonly string[];
}

export interface Entry extends Exchange {
  readonly id: number;
}
