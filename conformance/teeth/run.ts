// Runs the suite against mutants: the recorded requests first, then the scenarios that they concern.
import { useMockOptions } from '../../steps/support/targets/mock.ts';
import type { Edition } from '../../schemas/editions.ts';
import { ruleIds } from '../../schemas/rules/index.ts';
import { nameOf, type Mutant } from './mutant.ts';
import { concerned, recordFetch, shortenFetch, type Sent } from './replay.ts';
import { shadowOf } from './shadow.ts';
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

/** Where a rule is left out or a setting changed, the requests have to be sent to tell what that concerns. */
const needsTrying = ({ options: { without, settings } }: Mutant): boolean =>
  without !== undefined || settings !== undefined;

/** Runs every scenario that a mutant concerns, for each of some mutants. */
export async function* bites(mutants: readonly Mutant[], edition: Edition): AsyncGenerator<Bite> {
  const suite = await loadSuite();
  const recording = await recorded(suite);
  const shadow = await shadowOf(mutants, recording, { edition, seed });
  shortenFetch();
  for (const mutant of mutants) {
    const options = { seed, ...mutant.options };
    const suspected = shadow.concernedBy(mutant) ?? [...recording.keys()];
    const places = needsTrying(mutant) ? await concerned(options, suspected, recording, shadow.answers) : suspected;
    await useMockOptions(options);
    yield biteOf(mutant, await suite.run(places));
  }
}
