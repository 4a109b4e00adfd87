// Finds differences: performs every script on both sides first, and then explains what was seen, as far as a budget of its
// own lets it ask again.
import type { Comparison, Keyed } from '../attribution/index.ts';
import type { Conclusion } from '../../conformance/run/exit-codes.ts';
import type { Outcomes, Script } from '../requests/index.ts';
import { withoutCalls } from './shrink.ts';
import type { Finding } from './finding.ts';
import { divergingWrites, isBefore } from './diverging-writes.ts';
import { Explainer } from './explain.ts';
import type { End, Means, Seen } from './means.ts';
import { openAtSight, type OpenKind } from './open-kinds.ts';
import { OpenPoints, type OpenPoint } from './open-points.ts';

export interface FoundDifferences {
  /** What stands against the documents. */
  readonly findings: readonly Finding[];
  /** What the documents leave open. */
  readonly open: readonly OpenPoint[];
  /** Scripts that were performed on both sides. */
  readonly scripts: number;
  /** Calls that were made on both sides, and those that could be made on one alone. */
  readonly compared: number;
  readonly uncompared: number;
  /** Why it ended before the last script, or undefined; and what that means for the command. */
  readonly ended: string | undefined;
  readonly conclusion: Conclusion | undefined;
  /** Why not all differences were shrunk, or undefined. */
  readonly unshrunk: string | undefined;
}

/**
 * What differs, without what follows: where a searchset holds more, less or others, the length of its page and its links, and
 * where an entry is another resource, what that resource holds.
 */
export const withoutConsequences = <One extends Pick<Keyed, 'call' | 'where'>>(all: readonly One[]): readonly One[] => {
  const has = ({ call }: One, pattern: RegExp): boolean =>
    all.some((one) => one.call === call && pattern.test(one.where));
  const isInOther = (one: One): boolean => {
    const [, entry, member] = /^(entry\[\d+\])\.resource\.(.*)$/.exec(one.where) ?? [];
    return (
      member !== 'id' && all.some(({ call, where }) => call === one.call && where === `${String(entry)}.resource.id`)
    );
  };
  const follows = (one: One): boolean =>
    (one.where.startsWith('link') && has(one, /^entry(\.length|\[\d+\]\.resource\.id)?$/)) ||
    isInOther(one) ||
    (/^entry(\.length)?$/.test(one.where) && has(one, /^total$/));
  return all.filter((one) => !follows(one));
};

const isAgreement = (comparison: Comparison): boolean =>
  comparison.ended === undefined && comparison.differences.every((one) => openAtSight(comparison, one) !== undefined);

/** Performs scripts and keeps what differs, each kind of difference once. */
class Observer {
  readonly #comparer: Means['comparer'];
  readonly #canBeAsked: boolean;
  readonly #open: OpenPoints;
  readonly #seen = new Map<string, Seen>();
  /** Scripts in which nothing differs but what no document decides. */
  readonly agreed: Comparison[] = [];
  /** Every script as it was performed first. */
  readonly played: Comparison[] = [];
  compared = 0;
  uncompared = 0;

  constructor({ comparer, canBeAsked }: Means, open: OpenPoints) {
    this.#comparer = comparer;
    this.#canBeAsked = canBeAsked;
    this.#open = open;
  }

  get seen(): readonly Seen[] {
    return [...this.#seen.values()];
  }

  /** Performs a script. What comes after diverging writes is seen without them. */
  async take(script: Script): Promise<void> {
    const taken = new Set<string>();
    for (let rest = script; rest.calls.length > 0;) {
      const comparison = await this.#comparer.compare(rest);
      if (rest === script) this.#keep(comparison);
      if (isAgreement(comparison)) this.agreed.push(comparison);
      // What differs is no difference where the server is not the one any more that the run began with.
      if (this.#canBeAsked && comparison.ended === undefined && comparison.differences.length > 0)
        await comparison.counterpart.target.close(false);
      const diverging = divergingWrites(comparison);
      for (const difference of withoutConsequences(comparison.differences).filter((one) => isBefore(diverging, one)))
        if (!taken.has(difference.key)) {
          taken.add(difference.key);
          this.#note(comparison, difference, script);
        }
      if (comparison.ended !== undefined) throw comparison.ended as Error;
      if (diverging.length === 0) return;
      rest = withoutCalls(rest, diverging);
    }
  }

  /** What the counterpart did not come to any more was not left out: the run has ended there. */
  #keep(comparison: Comparison): void {
    const { script, mock, counterpart, ended } = comparison;
    this.played.push(comparison);
    const isMade = (outcomes: Outcomes, position: number): boolean => outcomes[position] !== undefined;
    const both = script.calls.filter(
      (_call, position) => isMade(mock.outcomes, position) && isMade(counterpart.outcomes, position),
    );
    this.compared += both.length;
    if (ended === undefined) this.uncompared += script.calls.length - both.length;
  }

  #note(comparison: Comparison, difference: Keyed, script: Script): void {
    const kind = openAtSight(comparison, difference);
    const known = this.#seen.get(difference.key);
    if (kind !== undefined) this.#open.add(kind, comparison, difference);
    else {
      // The earlier in a script, the less has to be asked to show it again.
      const isFirst = known !== undefined && known.difference.call <= difference.call;
      const scripts = [...(known?.scripts ?? []), script];
      this.#seen.set(difference.key, { ...(isFirst ? known : { comparison, difference }), scripts });
    }
  }
}

interface Task extends Means {
  readonly scripts: readonly Script[];
  /** Kinds of open points that somebody has given a reason for. */
  readonly isKindExcluded: (kind: OpenKind, times: number) => boolean;
  /** Told after each script how many were performed and how many differences were seen. */
  readonly onScript?: (scripts: number, differences: number) => void;
}

/** Performs all scripts, also where one of them cannot be performed to its end. */
const observeAll = async (
  { scripts, onScript, endOf }: Task,
  observer: Observer,
): Promise<{ readonly count: number; readonly end: End | undefined }> => {
  let [count, first]: [number, End | undefined] = [0, undefined];
  for (const script of scripts)
    try {
      await observer.take(script);
      count += 1;
      onScript?.(count, observer.seen.length);
    } catch (error) {
      const end = endOf(error);
      if (end === undefined) throw error;
      if (end.isOver) return { count, end };
      first ??= end;
    }
  return { count, end: first };
};

/** Goes through scripts. What was found before the counterpart failed is part of the result. */
export const findDifferences = async (task: Task): Promise<FoundDifferences> => {
  const open = new OpenPoints();
  const observer = new Observer(task, open);
  const { count, end } = await observeAll(task, observer);
  const explainer = new Explainer(task, open, observer);
  const isOver = end?.isOver === true;
  if (isOver) explainer.askNoMore(end.reason);
  for (const seen of observer.seen) await explainer.explain(seen);
  const { findings, unshrunk } = explainer;
  const { compared, uncompared } = observer;
  return {
    findings: findings.filter(({ openKind }) => openKind === undefined),
    open: open.list().filter(({ kind, times }) => !task.isKindExcluded(kind, times)),
    scripts: count,
    compared,
    uncompared,
    ended: end?.reason,
    conclusion: end?.conclusion,
    unshrunk: isOver ? undefined : unshrunk,
  };
};
