// What the ledger says about one run: what it created, what it may have created, and whether it is still at work.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Entry, Intent } from '../../targets/live/index.ts';

export interface LedgerRun {
  readonly run: string;
  /** Where it ran; undefined where the line that said so is torn. */
  readonly baseUrl: string | undefined;
  readonly host: string | undefined;
  readonly pids: readonly number[];
  readonly intents: readonly Intent[];
  /** What was created, with the intent behind it. */
  readonly created: readonly { readonly type: string; readonly id: string; readonly intent: Intent | undefined }[];
  /** Intents of which nobody knows what came. */
  readonly unknown: readonly Intent[];
  /** `type/id` of what was looked at and found to be the run's own before it was changed. */
  readonly sure: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
  readonly hasEnded: boolean;
}

type Of<Event extends Entry['event']> = Extract<Entry, { readonly event: Event }>;

const keys = (entries: readonly { readonly type: string; readonly id: string }[]): ReadonlySet<string> =>
  new Set(entries.map(({ type, id }) => `${type}/${id}`));

const runFrom = (run: string, all: readonly Entry[]): LedgerRun => {
  const of = <Event extends Entry['event']>(event: Event): readonly Of<Event>[] =>
    all.filter((entry): entry is Of<Event> => entry.event === event && entry.run === run);
  const [opened] = of('run');
  const intents = of('intent');
  const answered = new Set([...of('created'), ...of('refused')].map(({ n }) => n));
  return {
    run,
    baseUrl: opened?.baseUrl,
    host: opened?.host,
    pids: [...of('run'), ...of('suite')].map(({ pid }) => pid),
    intents,
    created: of('created').map(({ type, id, n }) => ({ type, id, intent: intents.find((intent) => intent.n === n) })),
    unknown: intents.filter(({ n }) => !answered.has(n)),
    sure: keys(of('sure')),
    closed: keys(of('closed')),
    hasEnded: of('end').length > 0,
  };
};

/** The runs of a ledger, in its order; also one whose first line is torn. */
export const runsIn = (entries: readonly Entry[]): readonly LedgerRun[] =>
  [...new Set(entries.map(({ run }) => run))].map((run) => runFrom(run, entries));

const commandOf = (pid: number): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return undefined;
  }
};

/** True where a process of that number is there and, as far as can be seen, is one of ours. */
const isOurs = (pid: number): boolean => {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return /canvas-harness|cucumber/.test(commandOf(pid) ?? 'canvas-harness');
};

/** The process on this machine that is still at work for the run, if there is one. */
export const workerOf = ({ host, pids }: LedgerRun): number | undefined =>
  host === hostname() ? pids.find(isOurs) : undefined;
