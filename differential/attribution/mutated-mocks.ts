// The mutants of the mock: each is started once, and told what the mock itself was told.
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { isInForceUnder } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { ruleOf } from '../../schemas/rules/index.ts';
import { allMutants, isReading, nameOf, readingMutants, type Mutant } from '../mutants/index.ts';
import type { Settings } from './agreeing-mock.ts';

/** The mutants of the mock, each started once. */
export class MutatedMocks {
  readonly #edition: Edition;
  readonly #mutants: readonly Mutant[];
  readonly #mocks = new Map<string, Promise<Mock>>();
  #settings: Settings = {};

  constructor(edition: Edition, settings: Settings = {}) {
    this.#edition = edition;
    this.#settings = settings;
    this.#mutants = [...readingMutants, ...allMutants()].filter(({ rule }) =>
      isInForceUnder(rule, { edition, validation: 'documented' }),
    );
  }

  /** The mutants of some rules, and every reading. */
  mutantsOf(rules: ReadonlySet<string>): readonly Mutant[] {
    return this.#mutants.filter((mutant) => rules.has(mutant.rule) || isReading(mutant));
  }

  /** Those of other rules that change what no rule's code stands behind. */
  mutantsBeyond(rules: ReadonlySet<string>): readonly Mutant[] {
    return this.#mutants.filter(
      ({ rule, options: { alteration, code, validation, settings } }) =>
        !rules.has(rule) &&
        validation === undefined &&
        settings === undefined &&
        (ruleOf(rule).stage === 'inherent' || alteration !== undefined || code !== undefined),
    );
  }

  start(mutant: Mutant): Promise<Mock> {
    const name = nameOf(mutant);
    const { settings, ...options } = mutant.options;
    const started =
      this.#mocks.get(name) ??
      startMock({
        edition: this.#edition,
        records: instance,
        ...options,
        settings: { ...this.#settings, ...settings },
      });
    this.#mocks.set(name, started);
    return started;
  }

  /** Gives all of them settings on which the mock agrees with the other side. */
  async adopt(settings: Settings): Promise<void> {
    await this.close();
    this.#settings = { ...this.#settings, ...settings };
  }

  async close(): Promise<void> {
    const started = [...this.#mocks.values()];
    this.#mocks.clear();
    for (const mock of started) await (await mock).close();
  }
}
