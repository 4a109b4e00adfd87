// Cucumber's messages as they stand in JSON: one envelope a line, of which one member is set.
import type * as messages from '@cucumber/messages';

/** A class or an enumeration of cucumber's as it stands in JSON. */
export type Json<Type> = Type extends string
  ? `${Type}`
  : Type extends object
    ? { readonly [Member in keyof Type]: Json<Type[Member]> }
    : Type;

export type Envelope = Json<messages.Envelope>;
export type Attachment = Json<messages.Attachment>;
export type Pickle = Json<messages.Pickle>;
export type TestStepResult = Json<messages.TestStepResult>;
export type Status = TestStepResult['status'];
export type Timestamp = Json<messages.Timestamp>;

/** Milliseconds since the epoch. */
export const millisecondsOf = ({ seconds, nanos }: Timestamp): number => seconds * 1000 + Math.round(nanos / 1e6);

/** The members of one kind, in the order of the stream. */
export const membersOf = <Kind extends keyof Envelope>(
  envelopes: readonly Envelope[],
  kind: Kind,
): readonly NonNullable<Envelope[Kind]>[] => envelopes.flatMap((envelope) => envelope[kind] ?? []);

/** An envelope of our own that carries a JSON text. */
export const attachmentOf = (mediaType: string, body: string): Envelope => ({
  attachment: { mediaType, contentEncoding: 'IDENTITY', body },
});

const lines = new WeakMap<Envelope, string>();

/** An envelope as one line of JSON, made once: a run is searched for secrets, summed up and written by it. */
export const lineOf = (envelope: Envelope): string => {
  const line = lines.get(envelope) ?? JSON.stringify(envelope);
  lines.set(envelope, line);
  return line;
};

/** The envelope of one line, or nothing where the line is not a message. */
export const envelopeOf = (line: string): Envelope | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Envelope;
  } catch {
    return undefined;
  }
};

/** Every envelope of a recorded stream. A line that is not a message is a fault of the recording. */
export const envelopesOf = (text: string): readonly Envelope[] =>
  text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const envelope = envelopeOf(line);
      if (envelope === undefined) throw new Error(`line ${number} is not a message of cucumber`);
      return envelope;
    });
