// A scenario as a target knows it: where it stands, what it needs, and what it will create.

/** File and line, as `features/status.feature:12` on every platform. */
export const placeOf = ({
  uri,
  location,
}: {
  readonly uri: string;
  readonly location?: { readonly line: number };
}): string => `${uri.replaceAll('\\', '/')}:${location?.line ?? 0}`;

/** Records that a scenario creates before it does anything else, so that another can use them after it. */
interface Shareable {
  /** The same for every scenario that begins by creating the same records. */
  readonly key: string;
  readonly size: number;
  /** Patients among them. */
  readonly patients: number;
  /** Whether the scenario changes them for good: the plan has counted others for the next, even where they look the same. */
  readonly isUsedUp: boolean;
}

/** What a scenario creates, if the target behaves as documented. */
export interface Creations {
  /** Undefined where the scenario does something else first, or creates nothing. */
  readonly shareable: Shareable | undefined;
  /** Records that it creates besides. */
  readonly others: number;
  /** Patients among all these, which nothing can remove. */
  readonly patients: number;
}

/** Of each record that a scenario begins with, the cells that are sent: element paths with values. */
export type CombinedRecords = readonly (readonly (readonly [path: string, cell: string])[])[];

/** Scenarios whose records can be the same: where a budget is too small for a create each. */
export interface Combination {
  readonly members: readonly {
    /** `file:line` of the scenarios that begin with these records. */
    readonly at: readonly string[];
    /** In the order in which they are created. */
    readonly records: CombinedRecords;
  }[];
}

/** How much a run may create. */
export interface Allowance {
  readonly creates: number;
  /** Patients among them. */
  readonly patients: number;
}

export interface ScenarioPlan {
  readonly place: string;
  /** True where its tags leave it out: nothing is sent for it. */
  readonly isLeftOut: boolean;
  /** The names of its tags `@needs:<name>`. */
  readonly needs: readonly string[];
  readonly creations: Creations;
}
