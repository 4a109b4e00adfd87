// Reads the evidence that hooks and steps attach to a scenario: exchanges, mismatches, other wordings, reasons, target.
import type { Attachment } from './envelope.ts';

export { isSilence, mediaTypes, serverFailed } from '../../../targets/index.ts';
export type { Exchange, Lag, Mismatch, NotExercised, Reworded, Stopped } from '../../../targets/index.ts';

export interface Target {
  /** A server of one of two kinds, or a client, which `examine` judges. */
  readonly kind: 'mock' | 'live' | 'client';
  /** The base URL of a server; of a client the command that ran, or where its traffic was read. */
  readonly baseUrl: string;
  readonly edition?: string;
  /** Set where the records of the scenario carry the values of other scenarios, too. */
  readonly combined?: object;
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
