// Gathers the open points of a drift by kind: how often each was seen, at which rules, and where first.
import type { Comparison } from '../attribution/index.ts';
import type { Difference } from '../requests/index.ts';
import type { OpenKind } from './open-kinds.ts';

/** One kind of open point, with what it was seen at. */
export interface OpenPoint {
  readonly kind: OpenKind;
  /** How often it was seen. */
  times: number;
  /** The rules it was seen at, as far as they are known. */
  readonly rules: ReadonlySet<string>;
  /** The settings with which the mock agrees, where there are any. */
  readonly settings: ReadonlySet<string>;
  /** Where it was seen first. */
  readonly seenIn: string;
  readonly where: string;
}

interface Growing extends OpenPoint {
  readonly rules: Set<string>;
  readonly settings: Set<string>;
}

/** What is added to a kind besides the difference. */
interface More {
  readonly rules?: readonly string[];
  readonly setting?: string | undefined;
  readonly times?: number;
}

export class OpenPoints {
  readonly #points = new Map<OpenKind, Growing>();

  /** Adds a difference to its kind. */
  add(kind: OpenKind, { script, mock }: Comparison, { call, where }: Difference, more: More = {}): void {
    const { rules = mock.outcomes[call]?.rules.slice(-1) ?? [], setting, times = 1 } = more;
    const point = this.#points.get(kind) ?? {
      kind,
      times: 0,
      rules: new Set<string>(),
      settings: new Set<string>(),
      seenIn: script.name,
      where,
    };
    point.times += times;
    for (const rule of rules) point.rules.add(rule);
    if (setting !== undefined) point.settings.add(setting);
    this.#points.set(kind, point);
  }

  /** The kinds, the most frequent first. */
  list(): readonly OpenPoint[] {
    return [...this.#points.values()].toSorted((one, other) => other.times - one.times);
  }
}
