// What this project reads of cucumber's messages: one envelope a line, of which one member is set.

export type Status = 'UNKNOWN' | 'PASSED' | 'SKIPPED' | 'PENDING' | 'UNDEFINED' | 'AMBIGUOUS' | 'FAILED';

export interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

export interface Attachment {
  readonly body: string;
  readonly contentEncoding: 'IDENTITY' | 'BASE64';
  readonly mediaType: string;
  readonly testCaseStartedId?: string;
  readonly testStepId?: string;
}

interface GherkinStep {
  readonly id: string;
  readonly keyword: string;
}

export interface GherkinChild {
  readonly background?: { readonly steps: readonly GherkinStep[] };
  readonly scenario?: { readonly id: string; readonly steps: readonly GherkinStep[] };
  readonly rule?: { readonly name: string; readonly children: readonly GherkinChild[] };
}

export interface GherkinDocument {
  readonly uri?: string;
  readonly feature?: { readonly name: string; readonly children: readonly GherkinChild[] };
}

/** The table or the text beneath a step. */
export interface StepArgument {
  readonly dataTable?: { readonly rows: readonly { readonly cells: readonly { readonly value: string }[] }[] };
  readonly docString?: { readonly content: string };
}

export interface PickleStep {
  readonly id: string;
  readonly text: string;
  readonly type?: 'Unknown' | 'Context' | 'Action' | 'Outcome';
  readonly astNodeIds: readonly string[];
  readonly argument?: StepArgument;
}

export interface Pickle {
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  readonly location?: { readonly line: number };
  readonly tags: readonly { readonly name: string }[];
  readonly steps: readonly PickleStep[];
  readonly astNodeIds: readonly string[];
}

export interface Hook {
  readonly id: string;
  readonly name?: string;
  readonly type?: string;
}

export interface TestStep {
  readonly id: string;
  readonly pickleStepId?: string;
  readonly hookId?: string;
}

export interface TestCase {
  readonly id: string;
  readonly pickleId: string;
  readonly testSteps: readonly TestStep[];
}

export interface TestStepResult {
  readonly status: Status;
  readonly message?: string;
  readonly exception?: { readonly type: string; readonly message?: string };
}

export interface TestCaseStarted {
  readonly id: string;
  readonly testCaseId: string;
  readonly attempt: number;
  readonly timestamp: Timestamp;
}

/** One line of the stream. */
export interface Envelope {
  readonly attachment?: Attachment;
  readonly gherkinDocument?: GherkinDocument;
  readonly hook?: Hook;
  readonly parseError?: { readonly message: string; readonly source?: { readonly uri?: string } };
  readonly pickle?: Pickle;
  readonly testCase?: TestCase;
  readonly testCaseStarted?: TestCaseStarted;
  readonly testStepFinished?: {
    readonly testCaseStartedId: string;
    readonly testStepId: string;
    readonly testStepResult: TestStepResult;
  };
  readonly testCaseFinished?: {
    readonly testCaseStartedId: string;
    readonly willBeRetried: boolean;
    readonly timestamp: Timestamp;
  };
  readonly testRunStarted?: { readonly timestamp: Timestamp };
  readonly testRunHookFinished?: { readonly result: TestStepResult };
  readonly testRunFinished?: { readonly success: boolean; readonly timestamp: Timestamp; readonly message?: string };
}

/** Milliseconds since the epoch. */
export const millisecondsOf = ({ seconds, nanos }: Timestamp): number => seconds * 1000 + Math.round(nanos / 1e6);

/** The envelope of one line, or nothing where the line is no message. */
export const envelopeOf = (line: string): Envelope | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Envelope;
  } catch {
    return undefined;
  }
};

/** Every envelope of a recorded stream. A line that is no message is a fault of the recording. */
export const envelopesOf = (text: string): readonly Envelope[] =>
  text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const envelope = envelopeOf(line);
      if (envelope === undefined) throw new Error(`line ${number} is no message of cucumber`);
      return envelope;
    });
