// Runs the suite against mutants: the recorded requests first, then the scenarios that they concern.
import { useMockOptions } from '../../targets/mock.ts';
import { isInForceUnder, type ContractChoice } from '../../schemas/contract.ts';
import { ruleIds, type RuleId } from '../../schemas/rules/index.ts';
import { choices, nameOf, newIn, type Mutant } from '../../differential/mutants/index.ts';
import { placesAnsweredOtherwise, recordFetch, shortenFetch, type Sent } from './replay.ts';
import { findConcernedScenarios } from './concerned-scenarios.ts';
import type { ScenarioResult, Suite } from './suite.ts';

/** What became of one mutant. */
export interface MutantResult {
  readonly mutant: string;
  readonly choice: ContractChoice;
  readonly rule: string;
  readonly fault: string;
  /** How many scenarios of the mutant's own rule failed. */
  readonly killedBy: number;
  /** Of these, how many failed otherwise than by an assertion. */
  readonly crashed: number;
  /** Rules whose scenarios failed besides, in the order of the table. */
  readonly otherRules: readonly string[];
}

const seed = 'teeth';

const recorded = async (suite: Suite, places: readonly string[]): Promise<Map<string, Sent[]>> => {
  const recording = new Map<string, Sent[]>();
  let place = '';
  const stop = recordFetch(recording, () => place);
  await useMockOptions({ seed });
  const outcomes = await suite.run(places, (started) => (place = started));
  stop();
  const failed = outcomes.filter(({ isPassed }) => !isPassed);
  if (failed.length > 0)
    throw new Error(`The suite fails without a mutant: ${failed.map((one) => one.place).join(', ')}`);
  return recording;
};

const resultOf = (mutant: Mutant, choice: ContractChoice, outcomes: readonly ScenarioResult[]): MutantResult => {
  const failed = outcomes.filter(({ isPassed }) => !isPassed);
  const own = failed.filter(({ rule }) => rule === mutant.rule);
  const rules = new Set(failed.map(({ rule }) => rule));
  rules.delete(mutant.rule);
  return {
    mutant: nameOf(mutant),
    choice,
    rule: mutant.rule,
    fault: mutant.fault,
    killedBy: own.length,
    crashed: own.filter(({ thrown }) => thrown !== 'Mismatch').length,
    otherRules: ruleIds.filter((id) => rules.has(id)),
  };
};

/** Where a rule is left out or a setting changed, the requests have to be sent to tell what that concerns. */
const isToBeTried = ({ options: { without, settings } }: Mutant): boolean =>
  without !== undefined || settings !== undefined;

/** The hooks of the suite read the edition and the validation from the environment. */
const setEnvironment = ({ edition, validation }: ContractChoice): void => {
  process.env['CANVAS_EDITION'] = edition;
  process.env['CANVAS_VALIDATION'] = validation;
};

/** The rules whose scenarios run under a choice: under the default one all, under another those that are new there. */
const rulesRunFor = (choice: ContractChoice): readonly RuleId[] =>
  choice === choices[0] ? ruleIds.filter((id) => isInForceUnder(id, choice)) : newIn(choice);

/** Runs every scenario that a mutant concerns, for each of some mutants of one edition and validation. */
export async function* runMutants(
  suite: Suite,
  mutants: readonly Mutant[],
  choice: ContractChoice,
): AsyncGenerator<MutantResult> {
  setEnvironment(choice);
  const recording = await recorded(suite, await suite.placesOf(rulesRunFor(choice)));
  const concerned = await findConcernedScenarios(mutants, recording, { ...choice, seed });
  shortenFetch();
  for (const mutant of mutants) {
    const options = { seed, ...choice, ...mutant.options };
    const suspected = concerned.placesConcernedBy(mutant) ?? [...recording.keys()];
    const places = isToBeTried(mutant)
      ? await placesAnsweredOtherwise(options, suspected, recording, concerned.answers)
      : suspected;
    await useMockOptions(options);
    yield resultOf(mutant, choice, await suite.run(places));
  }
}
