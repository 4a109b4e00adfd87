// The form of a sound server: what it says is as documented, how it says it is as the documents leave it to a server.
import type { ServerResponse } from 'node:http';
import type { MockOptions } from '../../mock-server/index.ts';
import type { Asked, Told } from '../faults/fault.ts';

/** An answer as it goes out: its body is text. */
export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Asks the mock behind the server. */
type AskMock = (asked: Asked) => Promise<Told>;

export interface Form {
  /** What the mock behind the server is told. */
  readonly mock?: MockOptions;
  /** How far the clock of the server is from the right time, in milliseconds. */
  readonly clock?: number;
  readonly host?: string;
  readonly isTls?: boolean;
  /** The path below which the server serves FHIR. */
  readonly prefix?: string;
  /** Milliseconds that each answer takes. */
  readonly delay?: number;
  /** Milliseconds after which a connection is closed that nobody uses. */
  readonly idle?: number;
  /** Changes requests before the mock gets them, or answers them itself. A server begins with a form of its own. */
  readonly begin?: () => Pick<Form, 'ask' | 'tell'>;
  readonly ask?: (asked: Asked, mock: AskMock) => Asked | Told | Promise<Asked | Told>;
  readonly tell?: (told: Told, asked: Asked) => Told;
  /** How a body becomes text: without it as JSON does. */
  readonly spell?: (body: unknown) => string;
  /** Writes an answer: without it as Node does. */
  readonly write?: (response: ServerResponse, written: Written, asked: Asked) => void;
  /** What whoever runs `verify` has to set. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Only these rules or topics: where the whole suite would take too long. */
  readonly rules?: string;
  /** Rules that the documents state and the form breaks all the same: they alone may be violated. */
  readonly breaks?: readonly string[];
  /** What `verify` ends with: 0 unless said otherwise, and what it says. Never 1. */
  readonly ends?: { readonly code: 0 | 3 | 5 | 6; readonly says: RegExp };
}
