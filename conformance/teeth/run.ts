// Runs the suite against mutants: the recorded requests first, then the scenarios that they concern.
import { useMockOptions } from '../../steps/support/targets/mock.ts';
import { ruleIds } from '../../schemas/rules/index.ts';
import { nameOf, type Mutant } from './mutant.ts';
import { baseline, concerned, recordFetch, shortenFetch, type Sent } from './replay.ts';
import { loadSuite, type Ending, type Suite } from './suite.ts';

/** What became of one mutant. */
export interface Bite {
  readonly mutant: string;
  readonly rule: string;
  readonly fault: string;
  /** Scenarios of the mutant's own rule that failed. */
  readonly own: number;
  /** Of these, how many failed otherwise than by an assertion. */
  readonly crashed: number;
  /** Rules whose scenarios failed besides, in the order of the table. */
  readonly others: readonly string[];
}

const seed = 'teeth';

const recorded = async (suite: Suite): Promise<Map<string, Sent[]>> => {
  const recording = new Map<string, Sent[]>();
  let place = '';
  const stop = recordFetch(recording, () => place);
  await useMockOptions({ seed });
  const endings = await suite.run(suite.places, (started) => (place = started));
  stop();
  const failed = endings.filter(({ isPassed }) => !isPassed);
  if (failed.length > 0)
    throw new Error(`The suite fails without a mutant: ${failed.map((one) => one.place).join(', ')}`);
  return recording;
};

const biteOf = (mutant: Mutant, endings: readonly Ending[]): Bite => {
  const failed = endings.filter(({ isPassed }) => !isPassed);
  const own = failed.filter(({ rule }) => rule === mutant.rule);
  const rules = new Set(failed.map(({ rule }) => rule));
  rules.delete(mutant.rule);
  return {
    mutant: nameOf(mutant),
    rule: mutant.rule,
    fault: mutant.fault,
    own: own.length,
    crashed: own.filter(({ thrown }) => thrown !== 'Mismatch').length,
    others: ruleIds.filter((id) => rules.has(id)),
  };
};

/** Runs every scenario that a mutant concerns, for each of some mutants. */
export async function* bites(mutants: readonly Mutant[]): AsyncGenerator<Bite> {
  const suite = await loadSuite();
  const recording = await recorded(suite);
  const expected = await baseline({ seed }, recording);
  shortenFetch();
  const refused = new Map<string, readonly string[]>();
  for (const mutant of mutants) {
    const options = { seed, ...mutant.options };
    // Bending the status, the code or the text of one refusal concerns the same scenarios.
    const isBent = mutant.options.outcomes !== undefined;
    const places = (isBent ? refused.get(mutant.rule) : undefined) ?? (await concerned(options, recording, expected));
    if (isBent) refused.set(mutant.rule, places);
    await useMockOptions(options);
    yield biteOf(mutant, await suite.run(places));
  }
}
