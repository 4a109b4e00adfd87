// What a person sees while the suite runs: the topic, how many of how many, and failures at once.
import { inOneLine } from '../../schemas/controls.ts';
import { type Envelope, type Pickle, ruleIdsOf } from '../suite/messages/index.ts';

type ProgressMode = 'line' | 'plain' | 'silent';

export interface Progress {
  readonly see: (envelope: Envelope) => void;
  readonly end: () => void;
}

interface Failure {
  readonly where: string;
  readonly why: string;
}

/** Keeps count of a run as its messages come. */
class Tally {
  readonly #pickles = new Map<string, Pickle>();
  readonly #cases = new Map<string, Pickle>();
  readonly #attempts = new Map<string, Pickle>();
  readonly #failures = new Map<string, string>();
  readonly #ended = new Map<string, number>();
  readonly #totals = new Map<string, number>();
  done = 0;
  failed = 0;

  get total(): number {
    return this.#cases.size;
  }

  add({ pickle, testCase, testCaseStarted, testStepFinished }: Envelope): void {
    if (pickle !== undefined) this.#pickles.set(pickle.id, pickle);
    const ofCase = this.#pickles.get(testCase?.pickleId ?? '');
    if (testCase !== undefined && ofCase !== undefined) this.#addCase(testCase.id, ofCase);
    const ofAttempt = this.#cases.get(testCaseStarted?.testCaseId ?? '');
    if (testCaseStarted !== undefined && ofAttempt !== undefined) this.#attempts.set(testCaseStarted.id, ofAttempt);
    const { status, message = '' } = testStepFinished?.testStepResult ?? {};
    if (testStepFinished === undefined || status === undefined || status === 'PASSED' || status === 'SKIPPED') return;
    const first =
      status === 'FAILED'
        ? inOneLine((message.split('\n')[0] ?? '').replace(/^(Mismatch|Error): /, ''))
        : status.toLowerCase();
    if (!this.#failures.has(testStepFinished.testCaseStartedId)) {
      this.#failures.set(testStepFinished.testCaseStartedId, first);
    }
  }

  /** Counts the end of an attempt and gives its failure, if it had one. */
  finish(attempt: string): { readonly topic: string; readonly ofTopic: string; readonly failure?: Failure } {
    const pickle = this.#attempts.get(attempt);
    const topic = topicOfPickle(pickle);
    const ended = (this.#ended.get(topic) ?? 0) + 1;
    this.#ended.set(topic, ended);
    this.done += 1;
    const why = this.#failures.get(attempt);
    if (why !== undefined) this.failed += 1;
    const where = `${pickle?.uri ?? ''}:${pickle?.location?.line ?? 0} ${pickle?.name ?? ''}`;
    return {
      topic,
      ofTopic: `${ended}/${this.#totals.get(topic) ?? 0}`,
      ...(why === undefined ? {} : { failure: { where, why } }),
    };
  }

  /** True once every scenario of the topic has ended. */
  isComplete(topic: string): boolean {
    return this.#ended.get(topic) === this.#totals.get(topic);
  }

  #addCase(id: string, pickle: Pickle): void {
    this.#cases.set(id, pickle);
    const topic = topicOfPickle(pickle);
    this.#totals.set(topic, (this.#totals.get(topic) ?? 0) + 1);
  }
}

const topicOfPickle = (pickle: Pickle | undefined): string =>
  pickle === undefined ? '' : (ruleIdsOf(pickle)[0]?.split('/')[0] ?? pickle.uri.replace(/^.*[/\\]|\.feature$/g, ''));

const failureLines = ({ where, why }: Failure): string => `  not passed: ${where}\n      ${why}\n`;

const erase = '\r\u001B[2K';

/** Shows a run on a stream: on one rewritten line of a terminal, or as plain lines, a topic each. */
export const progressOn = (write: (text: string) => void, mode: ProgressMode, width = 80): Progress => {
  const tally = new Tally();
  const printFinished = (attempt: string): void => {
    const { topic, ofTopic, failure } = tally.finish(attempt);
    const of = `${tally.done}/${tally.total}`;
    const failed = tally.failed === 0 ? '' : ` · ${tally.failed} not passed`;
    if (failure !== undefined) write(`${mode === 'line' ? erase : ''}${failureLines(failure)}`);
    if (mode === 'line') write(`${erase}${`${of}  ${topic} ${ofTopic}${failed}`.slice(0, width - 1)}`);
    else if (tally.isComplete(topic)) write(`${of}  ${topic} ${ofTopic}${failed}\n`);
  };
  return {
    see: (envelope) => {
      tally.add(envelope);
      const end = envelope.testCaseFinished;
      if (mode !== 'silent' && end !== undefined && !end.willBeRetried) printFinished(end.testCaseStartedId);
    },
    end: () => {
      if (mode === 'line') write(erase);
    },
  };
};
