// Explains differences that were seen: the smallest request that shows each, the rules behind it, and whether they bind.
import {
  attribute,
  Evidence,
  isExplained,
  type Comparison,
  type Keyed,
  isWithin,
  likenessOf,
  refusedKindAt,
  refusedKindsOf,
  isStaleAt,
  staleReadsOf,
  type Attribution,
} from '../attribution/index.ts';
import type { RefusedKind } from '../../conformance/verdict/index.ts';
import type { Script } from '../requests/index.ts';
import { shrink } from './shrink.ts';
import { isSameFinding, type Finding } from './finding.ts';
import { upTo, type Example, type Smallest } from './smallest.ts';
import { divergingWrites, isBefore } from './diverging-writes.ts';
import { openOnceAttributed } from './open-kinds.ts';
import type { Means, Observed, Seen } from './means.ts';
import type { OpenPoints } from './open-points.ts';

/** Requests that one and all go wrong, by the rule that says so. */
type Kind = Pick<RefusedKind, 'rule'>;

export class Explainer {
  readonly findings: Finding[] = [];
  readonly #means: Means;
  readonly #open: OpenPoints;
  /** The finding that each key has led to; undefined while it is a consequence of another. */
  readonly #known = new Map<string, Finding | undefined>();
  /** The finding that each likeness has led to. */
  readonly #alike = new Map<string, Finding>();
  #ended: string | undefined;
  readonly #evidence: Evidence;
  /** All scripts that were performed. */
  readonly #scripts: readonly Script[];
  readonly #refusedKinds: readonly RefusedKind[];
  readonly #staleReads: Kind | undefined;
  /** The finding that each kind of requests has led to. */
  readonly #ofKind = new Map<Kind, Finding>();

  constructor(means: Means, open: OpenPoints, { agreed, played }: Observed) {
    this.#means = means;
    this.#open = open;
    this.#scripts = played.map(({ script }) => script);
    this.#refusedKinds = refusedKindsOf(played);
    this.#staleReads = staleReadsOf(played);
    this.#evidence = new Evidence(means.comparer, means.mocks, agreed);
  }

  /** Why not everything was shrunk; undefined where it was. */
  get unshrunk(): string | undefined {
    return this.#ended ?? this.#means.budget.exhausted;
  }

  /** Explains from what was seen alone from here on. */
  askNoMore(reason: string): void {
    this.#ended ??= reason;
  }

  async explain({ comparison: before, difference: { key }, scripts }: Seen): Promise<void> {
    const { mock, comparer } = this.#means;
    const times = scripts.length;
    // The mock may agree by now, once it was told a reading.
    const comparison = Object.keys(mock.settings).length === 0 ? before : await comparer.compareAgain(before);
    const difference = comparison.differences.find((one) => one.key === key);
    if (difference === undefined) return;
    const kind = this.#kindAt(comparison, difference.call);
    const known =
      this.#known.get(key) ?? this.#alike.get(likenessOf(difference) ?? '') ?? (kind && this.#ofKind.get(kind));
    if (known !== undefined) this.#countAgain(key, known, times);
    if (this.#known.has(key) || (await this.#isExplainedByKnown(comparison, difference, times))) return;
    await this.#shrinkAndAttribute(comparison, difference, scripts);
  }

  /** The kind of requests of which one and all go wrong, and a call is one. */
  #kindAt(comparison: Comparison, call: number): Kind | undefined {
    const stale = isStaleAt(comparison, call) ? this.#staleReads : undefined;
    return refusedKindAt(this.#refusedKinds, comparison, call) ?? stale;
  }

  #countAgain(key: string, finding: Finding, times: number): void {
    this.#known.set(key, finding);
    finding.times += times;
    const { openKind, comparison, difference, rules, setting } = finding;
    if (openKind !== undefined) this.#open.add(openKind, comparison, difference, { rules, setting, times });
  }

  /** True where what was proven before explains a difference that looks new. */
  async #isExplainedByKnown(comparison: Comparison, difference: Keyed, times: number): Promise<boolean> {
    const { comparer, mocks } = this.#means;
    for (const finding of this.findings) {
      if (!(await isExplained(comparer, mocks, comparison, difference, finding.proof))) continue;
      this.#countAgain(difference.key, finding, times);
      return true;
    }
    return false;
  }

  /** Where nothing more can be asked, a difference is named by the smallest script so far. */
  async #shrinkAndAttribute(comparison: Comparison, difference: Keyed, scripts: readonly Script[]): Promise<void> {
    const smallest: Smallest = { example: [comparison, difference] };
    const { budget, endOf } = this.#means;
    const { script } = comparison;
    if (this.#ended === undefined && comparison.ended === undefined && !budget.isSpent())
      try {
        await this.#shrink(script, difference, smallest, scripts);
        return;
      } catch (error) {
        const end = endOf(error);
        if (end === undefined) throw error;
        this.#ended = end.reason;
      }
    await this.#attribute(...upTo(smallest.example), script.name, scripts);
  }

  /** The script on both sides, with the difference in question, should it be there and come of no write that diverges. */
  async #findExample(script: Script, key: string): Promise<Example | undefined> {
    const comparison = await this.#means.comparer.compare(script);
    this.#means.budget.spend(comparison);
    if (comparison.ended !== undefined) throw comparison.ended as Error;
    const diverging = divergingWrites(comparison);
    const difference = comparison.differences.find((one) => isWithin(one.key, key) && isBefore(diverging, one));
    return difference === undefined ? undefined : [comparison, difference];
  }

  /** Shrinks a difference, and names its rule unless it comes of a write that only one side has accepted. */
  async #shrink(script: Script, { key, call }: Keyed, smallest: Smallest, scripts: readonly Script[]): Promise<void> {
    const { budget, canBeAsked } = this.#means;
    this.#known.set(key, undefined);
    const isStillDifferent = async (smaller: Script): Promise<boolean> => {
      if (budget.isSpent()) return false;
      const shown = await this.#findExample(smaller, key);
      if (shown !== undefined) smallest.example = shown;
      return shown !== undefined;
    };
    await shrink(script, call, isStillDifferent, canBeAsked);
    const [comparison, difference] = smallest.example;
    const diverging = divergingWrites(comparison);
    const earlier = comparison.differences.find((one) => one.call < difference.call && diverging.includes(one.call));
    if (earlier === undefined)
      this.#known.set(key, await this.#attribute(...upTo(smallest.example), script.name, scripts));
    else if (!this.#known.has(earlier.key)) {
      smallest.example = [comparison, earlier];
      await this.#shrink(comparison.script, earlier, smallest, scripts);
    }
  }

  /** `scripts` are those that have shown the difference. */
  async #attribute(
    comparison: Comparison,
    difference: Keyed,
    seenIn: string,
    scripts: readonly Script[],
  ): Promise<Finding> {
    const { comparer, mocks } = this.#means;
    const isKnown = (key: string): boolean => this.#known.get(key) !== undefined;
    const [evidence, all, times] = [this.#evidence, this.#scripts, scripts.length];
    const kind = this.#kindAt(comparison, difference.call);
    const attribution: Attribution =
      kind === undefined
        ? await attribute({ comparer, mocks, comparison, difference, isKnown, evidence, scripts, all })
        : { certainty: 'concerns', rules: [kind.rule], asIf: [] };
    const { script } = comparison;
    const openKind = openOnceAttributed({ ...attribution, difference, script, comparison });
    const same = this.findings.find((one) => isSameFinding(attribution, one) && one.openKind === openKind);
    const finding: Finding = same ?? { ...attribution, difference, script, comparison, seenIn, times, openKind };
    if (same === undefined) this.findings.push(finding);
    else same.times += times;
    const { rules, setting } = finding;
    if (openKind !== undefined) this.#open.add(openKind, comparison, difference, { rules, setting, times });
    this.#remember(difference, finding);
    if (kind !== undefined) this.#ofKind.set(kind, finding);
    await this.#agreeWith(finding);
    return finding;
  }

  #remember(difference: Keyed, finding: Finding): void {
    this.#known.set(difference.key, finding);
    const likeness = likenessOf(difference);
    if (likeness !== undefined) this.#alike.set(likeness, finding);
  }

  /** Where the other side has chosen another reading, the mock takes it, too: what then still differs is another matter. */
  async #agreeWith({ openKind, proof }: Finding): Promise<void> {
    const settings = proof?.options.settings;
    if (openKind !== 'readings' || settings === undefined) return;
    await this.#means.mock.adopt(settings);
    await this.#means.mocks.adopt(settings);
  }
}
