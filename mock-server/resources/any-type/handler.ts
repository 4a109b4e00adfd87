// A FHIR request and response without a framework: what the interactions speak.
import type { Rejection } from '../../../schemas/outcome.ts';
import type { Trace } from '../../domain/trace.ts';
import type { QueryParameter } from '../../search/query.ts';
import type { World } from '../../worlds/world.ts';

export interface FhirRequest {
  /** Scheme and host the client used, for the location header. */
  readonly base: string;
  /** The id of the URL; '' where the interaction has none. */
  readonly id: string;
  readonly query: readonly QueryParameter[];
  /** The parsed body of a create or update: an object. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly ifUnmodifiedSince: string | undefined;
  /** Told which rules act. */
  readonly trace: Trace;
}

export interface FhirResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What goes out as JSON; undefined for an empty body. */
  readonly body?: unknown;
  /** The body as JSON, in its place, where it has been written before. */
  readonly json?: string;
  /** Stores what a write has shaped. Until it is called nothing has happened. */
  readonly commit?: () => void;
  /** The rejection that is answered in its stead once everything has been done. */
  readonly refusedAfterwards?: Rejection;
  /** What a read of the resource would show once it is stored. */
  readonly written?: () => unknown;
}

/** One interaction on one resource type. A refusal is a value; an exception is a bug. */
export type Handler = (request: FhirRequest, world: World) => FhirResponse | Rejection;

/** The interactions a resource type offers. */
export interface Resource {
  readonly create?: Handler;
  readonly read?: Handler;
  readonly update?: Handler;
  readonly search?: Handler;
}

export const isRejection = (result: FhirResponse | Rejection): result is Rejection => 'rule' in result;
