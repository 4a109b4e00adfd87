// What a scenario attaches to the messages of its run, each kind under a media type of its own.

const family = 'application/vnd.canvas-harness.';

export const mediaTypes = {
  exchange: `${family}exchange+json`,
  mismatch: `${family}mismatch+json`,
  reworded: `${family}reworded+json`,
  notExercised: `${family}not-exercised+json`,
  target: `${family}target+json`,
  stopped: `${family}stopped+json`,
  lag: `${family}lag+json`,
  run: `${family}run+json`,
  /** Of an examination: everything that a client sent in one world, and what it was answered. */
  traffic: `${family}traffic+json`,
} as const;

/** What a mismatch is about where the target answered with a server error. */
export const serverFailed = 'The server failed';

/** What is expected of it where it leaves a request without an answer. */
export const anAnswer = 'an answer';

export interface Mismatch {
  /** The rule that the difference belongs to, where it is not the one that the scenario is about. */
  readonly rule?: string;
  readonly what: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** True where the target is at fault whatever the evidence of the rule: it failed, instead of answering. */
  readonly isFailure?: boolean;
}

/** True where the target left one request without an answer, though others were answered. */
export const isSilence = ({ what, expected }: Mismatch): boolean => what === serverFailed && expected === anAnswer;

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
  /** True where the server was no longer the one that the run began with: what the scenario has found says nothing of it. */
  readonly isServerLost?: true;
}

/** How far the searches of a target were seen to lag behind what was written. */
export interface Lag {
  readonly milliseconds: number;
}
