// Shared records: what one scenario has created is left for the next that would create the same.
import type { Allowance, CombinedRecords, Creations } from '../scenario.ts';
import type { Combined, SharedRecord, SharedRecords } from '../target.ts';
import type { Budget } from './budget.ts';
import type { FreeDays } from './free-days.ts';
import type { Ask } from './discovery.ts';
import { isRestored, type Put } from './restore.ts';

interface Options {
  readonly ask: Ask;
  readonly put: Put;
  readonly budget: Budget;
  readonly days: FreeDays;
  /** What a record looked like before the run first wrote to it. */
  readonly originalOf: (type: string, id: string) => string | undefined;
}

/** Records that begin scenarios of one key, alone on a day. */
interface RecordSet {
  readonly key: string;
  readonly day: string;
  readonly records: readonly SharedRecord[];
}

/** The record sets that no scenario is using, by their keys. */
class FreeSets {
  readonly #free = new Map<string, RecordSet[]>();

  has(key: string): boolean {
    return (this.#free.get(key) ?? []).length > 0;
  }

  take(key: string): RecordSet | undefined {
    return this.#free.get(key)?.shift();
  }

  add(set: RecordSet): void {
    this.#free.set(set.key, [...(this.#free.get(set.key) ?? []), set]);
  }
}

const keyOf = (records: CombinedRecords): string => JSON.stringify(records);

/** The shared records of one scenario. */
interface OpenSharedRecords extends SharedRecords {
  readonly day: string;
  readonly combined: Combined | undefined;
  /** Leaves everything that is as it was to the next scenario, where the one that ends can be trusted with it. */
  readonly end: (isTrusted: boolean) => Promise<void>;
}

export class RecordSharing {
  readonly #free = new FreeSets();
  /** The keys of combined records that the target has refused. */
  readonly #refused = new Set<string>();
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What a scenario would have to create, with the records that are there for it. */
  #missingFor({ shareable, others, patients }: Creations): Allowance {
    if (shareable === undefined) return { creates: others, patients };
    if (this.#free.has(shareable.key)) return { creates: others, patients: patients - shareable.patients };
    return { creates: others + shareable.size, patients };
  }

  /**
   * Opens a scenario, with the records to try that carry the values of others. Throws Withheld where what it has to create goes
   * beyond the budget.
   */
  async open(own: Creations, planned: readonly CombinedRecords[] = []): Promise<OpenSharedRecords> {
    const attempts = planned.filter((attempt) => !this.#refused.has(keyOf(attempt)));
    const keys = [...attempts.map(keyOf), own.shareable?.key ?? ''];
    const usedKey = (): string => keys.find((key) => !this.#refused.has(key)) ?? '';
    const shareable = own.shareable && { ...own.shareable, key: usedKey() };
    this.#options.budget.require(this.#missingFor({ ...own, shareable }));
    const set = shareable === undefined ? undefined : this.#free.take(shareable.key);
    const day = set?.day ?? (await this.#options.days.next());
    const waiting = [...(set?.records ?? [])];
    const created: SharedRecord[] = [];
    let isMixed = false;
    const refuse = (attempt: CombinedRecords): void => {
      this.#refused.add(keyOf(attempt));
      isMixed ||= created.length > 0;
    };
    return {
      day,
      combined: attempts.length > 0 ? { attempts, refuse } : undefined,
      take: (type) => (waiting[0]?.type === type ? waiting.shift() : undefined),
      add: (record) => void created.push(record),
      arrange: (id, arranged) => {
        const at = created.findIndex((record) => record.id === id);
        const [record] = created.slice(at);
        if (at >= 0 && record !== undefined) created[at] = { ...record, arranged };
      },
      end: async (isTrusted) => {
        const isUntouched = waiting.length === set?.records.length;
        const isLeft = shareable?.isUsedUp === false && !isMixed && isTrusted;
        if (set !== undefined && isUntouched) this.#free.add(set);
        else if (isLeft) await this.#takeBack(set, { key: usedKey(), day, records: created }, shareable.size);
      },
    };
  }

  /** Takes back what the scenario used, or what it created instead, if it is whole, alone on its day and as it was. */
  async #takeBack(used: RecordSet | undefined, created: RecordSet, size: number): Promise<void> {
    const set = used ?? created;
    const isWhole = set.records.length === size && (used === undefined || created.records.length === 0);
    if (isWhole && (await this.#isAsBefore(set).catch(() => false))) this.#free.add(set);
  }

  async #isAsBefore({ records }: RecordSet): Promise<boolean> {
    const { ask, put, originalOf } = this.#options;
    for (const record of records) {
      const original = record.arranged ?? originalOf(record.type, record.id);
      if (original !== undefined && !(await isRestored(record, original, ask, put))) return false;
    }
    return true;
  }
}
