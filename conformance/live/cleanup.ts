// Puts away what runs have created, as their ledger and their marks say, and nothing else.
import { setTimeout as wait } from 'node:timers/promises';
import { type Found, Ledger, type LiveClient, type UnreadLine } from '../../targets/live/index.ts';
import { close, type Candidate, type Ending, type Proof } from './cancel-or-deactivate.ts';
import { findByIntent, findByRun } from './find-created.ts';
import { runsIn, workerOf, type LedgerRun } from './runs-in-ledger.ts';

export interface Cleanup {
  readonly run: string;
  readonly closed: number;
  /** Were cleaned up before. */
  readonly already: number;
  /** Patients among all these: they stay, inactive. */
  readonly patients: number;
  /** What is still open, or could not be looked for, and why. */
  readonly open: readonly string[];
  /** What the server said it had created and is somebody else's. */
  readonly left: readonly string[];
}

const keyOf = ({ type, id }: { readonly type: string; readonly id: string }): string => `${type}/${id}`;

/** Everything that may be the run's: what the ledger names, and what a search shows with its mark. */
const candidatesOf = (run: LedgerRun, found: readonly Found[]): readonly Candidate[] => {
  const known: Candidate[] = run.created.map(({ type, id, intent }) => ({
    type,
    id,
    ...(intent === undefined ? {} : { traits: intent }),
    isSure: run.sure.has(`${type}/${id}`),
  }));
  const searched: Candidate[] = found.map((one) => ({ ...one, isSure: false }));
  const all = new Map(searched.map((one) => [keyOf(one), one]));
  for (const one of known) all.set(keyOf(one), { ...all.get(keyOf(one)), ...one });
  return [...all.values()];
};

interface Search {
  readonly found: readonly Found[];
  readonly failures: readonly string[];
}

/** Looks for what the ledger does not know the id of. */
const searchFor = async (run: LedgerRun, client: LiveClient): Promise<Search> => {
  const found: Found[] = [];
  const failures: string[] = [];
  const tries = [
    ...run.unknown.map((intent) => ({
      what: `create ${intent.n}`,
      look: () => findByIntent(client.ask, run.run, intent),
    })),
    { what: 'the run', look: () => findByRun(client.ask, run) },
  ];
  for (const { what, look } of tries) {
    try {
      found.push(...(await look()));
    } catch (error) {
      failures.push(`${what} could not be looked for: ${(error as Error).message}`);
    }
  }
  return { found, failures };
};

const ended = (is: Ending['is'], endings: readonly (readonly [Candidate, Ending])[]): number =>
  endings.filter(([, ending]) => ending.is === is).length;

const told = (is: 'open' | 'left', endings: readonly (readonly [Candidate, Ending])[]): readonly string[] =>
  endings.flatMap(([one, ending]) => (ending.is === is ? [`${keyOf(one)}: ${ending.why}`] : []));

/** Puts away what one run has created. */
const cleanRun = async (run: LedgerRun, client: LiveClient, ledger: Ledger, proof: Proof): Promise<Cleanup> => {
  const { found, failures } = await searchFor(run, client);
  const endings: [Candidate, Ending][] = [];
  for (const candidate of candidatesOf(run, found)) {
    const { type, id } = candidate;
    if (run.closed.has(keyOf(candidate))) {
      endings.push([candidate, { is: 'already' }]);
      continue;
    }
    const ending = await close(client, run.run, candidate, proof);
    if (ending.is === 'closed' || ending.is === 'already') ledger.write({ event: 'closed', run: run.run, type, id });
    endings.push([candidate, ending]);
  }
  const open = [...told('open', endings), ...failures];
  if (open.length === 0) ledger.write({ event: 'end', run: run.run });
  return {
    run: run.run,
    closed: ended('closed', endings),
    already: ended('already', endings),
    patients: endings.filter(([{ type }, { is }]) => type === 'Patient' && ['closed', 'already'].includes(is)).length,
    open,
    left: told('left', endings),
  };
};

/** A run that was skipped: another target's, or one that a process is at work for. */
interface Passed {
  readonly why: string;
  readonly isOfOther: boolean;
}

export interface Cleaned {
  readonly runs: readonly Cleanup[];
  readonly passed: readonly Passed[];
  /** The lines of the ledger that say nothing. */
  readonly unread: readonly UnreadLine[];
}

const pause = 100;
const pauses = 30;

/** The process that is at work for a run, unless it is just ending. */
const lastingWorkerOf = async (run: LedgerRun): Promise<number | undefined> => {
  for (let count = 0; count < pauses && workerOf(run) !== undefined; count++) await wait(pause);
  return workerOf(run);
};

/** Puts away what the runs of a ledger have created on a target; of one run only, where it is named. */
export const cleanup = async (
  file: string,
  client: LiveClient,
  { only, proof }: { readonly only: string | undefined; readonly proof: Proof },
): Promise<Cleaned> => {
  const ledger = new Ledger(file);
  const { entries, unread } = ledger.read();
  const runs: Cleanup[] = [];
  const passed: Passed[] = [];
  for (const run of runsIn(entries).filter(({ hasEnded }) => !hasEnded)) {
    if (only !== undefined && run.run !== only) continue;
    const worker = await lastingWorkerOf(run);
    const { baseUrl = client.baseUrl } = run;
    if (baseUrl !== client.baseUrl)
      passed.push({ why: `run ${run.run} is of another target: ${baseUrl}`, isOfOther: true });
    else if (worker !== undefined)
      passed.push({ why: `run ${run.run} is still at work (process ${worker})`, isOfOther: false });
    else runs.push(await cleanRun(run, client, ledger, proof));
  }
  return { runs, passed, unread };
};
