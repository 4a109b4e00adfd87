// Runs the suite against mutants: the recorded requests first, then the scenarios that they concern.
import { useMockOptions } from '../../targets/mock.ts';
import { isInForceUnder, type ContractChoice } from '../../schemas/contract.ts';
import { ruleIds, type RuleId } from '../../schemas/rules/index.ts';
import { grounds, newOn } from '../../differential/mutants/machinery/grounds.ts';
import { nameOf, type Mutant } from '../../differential/mutants/machinery/mutant.ts';
import { concerned, recordFetch, shortenFetch, type Sent } from './replay.ts';
import { shadowOf } from './shadow.ts';
import type { Ending, Suite } from './suite.ts';

/** What became of one mutant. */
export interface Bite {
  readonly mutant: string;
  readonly ground: ContractChoice;
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

const recorded = async (suite: Suite, places: readonly string[]): Promise<Map<string, Sent[]>> => {
  const recording = new Map<string, Sent[]>();
  let place = '';
  const stop = recordFetch(recording, () => place);
  await useMockOptions({ seed });
  const endings = await suite.run(places, (started) => (place = started));
  stop();
  const failed = endings.filter(({ isPassed }) => !isPassed);
  if (failed.length > 0)
    throw new Error(`The suite fails without a mutant: ${failed.map((one) => one.place).join(', ')}`);
  return recording;
};

const biteOf = (mutant: Mutant, ground: ContractChoice, endings: readonly Ending[]): Bite => {
  const failed = endings.filter(({ isPassed }) => !isPassed);
  const own = failed.filter(({ rule }) => rule === mutant.rule);
  const rules = new Set(failed.map(({ rule }) => rule));
  rules.delete(mutant.rule);
  return {
    mutant: nameOf(mutant),
    ground,
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

/** What the hooks of the suite read from the environment. */
const stepOn = ({ edition, validation }: ContractChoice): void => {
  process.env['CANVAS_EDITION'] = edition;
  process.env['CANVAS_VALIDATION'] = validation;
};

/** The rules whose scenarios run on a ground: on the default one all, on another those that are new there. */
const concerning = (ground: ContractChoice): readonly RuleId[] =>
  ground === grounds[0] ? ruleIds.filter((id) => isInForceUnder(id, ground)) : newOn(ground);

/** Runs every scenario that a mutant concerns, for each of some mutants of one ground. */
export async function* bites(suite: Suite, mutants: readonly Mutant[], ground: ContractChoice): AsyncGenerator<Bite> {
  stepOn(ground);
  const recording = await recorded(suite, await suite.placesOf(concerning(ground)));
  const shadow = await shadowOf(mutants, recording, { ...ground, seed });
  shortenFetch();
  for (const mutant of mutants) {
    const options = { seed, ...ground, ...mutant.options };
    const suspected = shadow.concernedBy(mutant) ?? [...recording.keys()];
    const places = needsTrying(mutant) ? await concerned(options, suspected, recording, shadow.answers) : suspected;
    await useMockOptions(options);
    yield biteOf(mutant, ground, await suite.run(places));
  }
}
