// The evidence that hooks and steps attach to a scenario: exchanges, mismatches, other wordings, reasons, target.
import type { Attachment } from './envelope.ts';

const family = 'application/vnd.canvas-harness.';

export const mediaTypes = {
  exchange: `${family}exchange+json`,
  mismatch: `${family}mismatch+json`,
  reworded: `${family}reworded+json`,
  notExercised: `${family}not-exercised+json`,
  target: `${family}target+json`,
  stopped: `${family}stopped+json`,
  run: `${family}run+json`,
} as const;

export interface HttpMessage {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface Exchange {
  readonly request: HttpMessage & { readonly method: string; readonly path: string };
  readonly response: HttpMessage & { readonly status: number };
  readonly milliseconds?: number;
}

export interface Mismatch {
  readonly what: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

export interface Reworded {
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface NotExercised {
  readonly need?: string;
  readonly reason: string;
}

/** Why the run ends here: a safety limit, unless another conclusion is named. */
export interface Stopped {
  readonly reason: string;
  readonly conclusion?: 'configuration' | 'inconclusive' | 'stopped';
}

export interface Target {
  readonly kind: 'mock' | 'live';
  readonly baseUrl: string;
  readonly edition?: string;
}

/** The text of an attachment, whatever its encoding. */
export const bodyOf = ({ body, contentEncoding }: Attachment): string =>
  contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body;

/** The parsed bodies of the attachments of one kind. What cannot be parsed is left out. */
export const evidenceOf = <Evidence>(attachments: readonly Attachment[], mediaType: string): readonly Evidence[] =>
  attachments
    .filter((attachment) => attachment.mediaType === mediaType)
    .flatMap((attachment) => {
      try {
        return [JSON.parse(bodyOf(attachment)) as Evidence];
      } catch {
        return [];
      }
    });
