// What stands for the messages of a run that has not begun.
import { redacted } from '../../redaction/secrets.ts';
import { mediaTypes, type Stopped, attachmentOf, type Envelope } from '../suite/messages/index.ts';

/** The messages of a run that was not started, since nothing that answers is worth testing. */
export const notStarted = (reason: string, secrets: readonly string[]): readonly Envelope[] => {
  const timestamp = { seconds: Math.floor(Date.now() / 1000), nanos: 0 };
  const body = redacted(JSON.stringify({ reason, conclusion: 'inconclusive' } satisfies Stopped), secrets);
  return [
    { testRunStarted: { timestamp } },
    attachmentOf(mediaTypes.stopped, body),
    { testRunFinished: { success: false, timestamp } },
  ];
};
