// Which rule a difference belongs to: every known mutant answers in the place of the mock, and the one that answers alike tells.
import { ruleIds, ruleOf, topicOf, type RuleId } from '../../schemas/rules/index.ts';
import { isReading, nameOf, type Mutant } from '../mutants/index.ts';
import type { Difference, Script } from '../requests/index.ts';
import type { Evidence } from './evidence.ts';
import type { MutatedMocks } from './mutated-mocks.ts';
import { isRefusedThere, rulesOfMet } from './refused-there.ts';
import { concernedRules, isOfMember, rulesOfPart, topicAt } from './concerned-rules.ts';
import type { Comparer, Comparison, Keyed, Trial } from './comparison.ts';

/** How sure a rule is: its mutant answers `exactly` so, differs at the same `place`, or the call merely `concerns` it. */
type Certainty = 'exactly' | 'place' | 'concerns';

export interface Attribution {
  /** The rules, the likeliest first. */
  readonly rules: readonly string[];
  readonly certainty: Certainty;
  /** True where the first rule speaks of the very member that differs, whatever the scenario is about. */
  readonly isOfMember?: boolean;
  /** What is wrong with the mocks that answer so, in a few words each. */
  readonly asIf: readonly string[];
  /** What the mock has to be concerned to agree, where that is a setting. */
  readonly setting?: string;
  /** The mutant that answers exactly so, if there is one. */
  readonly proof?: Mutant;
}

/** The rules that acted anywhere in a script, those of the differing call first and its refusal before all. */
const tracedRules = ({ mock: { outcomes } }: Comparison, call: number): readonly string[] => [
  ...new Set([...(outcomes[call]?.rules ?? []).toReversed(), ...outcomes.flatMap((outcome) => outcome?.rules ?? [])]),
];

const ranked = (
  found: readonly Mutant[],
  { comparison, difference }: Question,
  concerned: readonly string[],
): readonly Mutant[] => {
  const traced = tracedRules(comparison, difference.call);
  const rank = ({ rule }: Mutant): number => {
    if (comparison.script.rules.includes(rule) || concerned.includes(rule)) return -1;
    const position = traced.indexOf(rule);
    return position === -1 ? traced.length : position;
  };
  return found.toSorted((one, other) => rankOfPlainness(one) - rankOfPlainness(other) || rank(one) - rank(other));
};

/** A reading before any fault: the counterpart is not wrong then, but set otherwise. */
const proofIn = (mutants: readonly Mutant[]): Pick<Attribution, 'proof' | 'setting'> => {
  const reading = mutants.find(isReading);
  const proof = reading ?? mutants[0];
  return { ...(proof === undefined ? {} : { proof }), ...(reading === undefined ? {} : { setting: reading.fault }) };
};

const toAttribution = (certainty: Certainty, mutants: readonly Mutant[]): Attribution => ({
  certainty,
  rules: [...new Set(mutants.map(({ rule }) => rule))].slice(0, 5),
  asIf: mutants.map(nameOf),
  ...(certainty === 'exactly' ? proofIn(mutants) : {}),
});

interface Explained {
  readonly exact: readonly Mutant[];
  readonly close: readonly Mutant[];
}

/** A rule that is left out or set otherwise comes before one whose code or answers are changed. */
const rankOfPlainness = ({ options }: Mutant): number => ((options.alteration ?? options.code) === undefined ? 0 : 1);

/** True for the key of a difference that a finding explains already. */
type IsKnown = (key: string) => boolean;

interface Question {
  readonly comparer: Comparer;
  readonly mocks: MutatedMocks;
  readonly comparison: Comparison;
  readonly difference: Keyed;
  readonly isKnown: IsKnown;
  /** What speaks against mutants; undefined where nothing else was seen. */
  readonly evidence?: Evidence;
  /** The scripts that have shown the difference, of all. */
  readonly scripts?: readonly Script[];
  readonly all?: readonly Script[];
}

const isSamePlace = (one: Difference, other: Difference): boolean =>
  one.call === other.call && one.where === other.where;

/** True for a mutant whose refusals may have other words: the next one answers, or a reading that refuses. */
const isFreeInWords = (mutant: Mutant): boolean =>
  isReading(mutant) || (mutant.options.without ?? []).some((rule) => ruleOf(rule).outcome !== undefined);

/** Whether a mutant answers otherwise than the counterpart at a place. */
const differsAt = (one: Difference, { left, open }: Trial, mutant: Mutant): boolean =>
  [...left, ...(isFreeInWords(mutant) ? [] : open)].some((still) => isSamePlace(one, still));

/**
 * True where a mutant differs from both sides: it takes or refuses a request that they have answered with one status, or the
 * answer in question shows more that is wrong.
 */
const isBelied = ({ differences }: Comparison, { call }: Difference, { left }: Trial): boolean =>
  left.some(
    (still) =>
      (still.where === 'HTTP status' || still.call === call) && !differences.some((one) => isSamePlace(one, still)),
  );

/** Which mutants differ where the counterpart does, and of these, which answer as it does there. */
const explainedBy = async (question: Question, mutants: readonly Mutant[]): Promise<Explained> => {
  const { comparer, mocks, comparison, difference, isKnown } = question;
  // What else is unexplained in the same answer has to go with it.
  const beside = comparison.differences.filter(
    (one) => one.call === difference.call && (one.key === difference.key || !isKnown(one.key)),
  );
  const close: Mutant[] = [];
  const exact: { readonly mutant: Mutant; readonly left: number }[] = [];
  for (const mutant of mutants) {
    const trial = await comparer.tryMutant(await mocks.start(mutant), comparison);
    const { left, changed } = trial;
    if (!changed.some((one) => isSamePlace(one, difference))) continue;
    // Several readings may meet in one answer: each explains its own place.
    const wanted = mutant.options.settings !== undefined && isReading(mutant) ? [difference] : beside;
    const isLeft = wanted.some((one) => left.some((still) => isSamePlace(one, still)));
    if (isLeft || isBelied(comparison, difference, trial) || differsAt(difference, trial, mutant)) close.push(mutant);
    else exact.push({ mutant, left: left.length });
  }
  // What leaves the fewest other differences is the likeliest; a rule that is simply left out comes before a changed one.
  const fewest = Math.min(...exact.map(({ left }) => left));
  const best = exact.filter(({ left }) => left === fewest).map(({ mutant }) => mutant);
  return { exact: best.toSorted((one, other) => rankOfPlainness(one) - rankOfPlainness(other)), close };
};

/** True where the mutant that has proven a finding answers as the counterpart does at a difference. */
export const isExplained = async (
  comparer: Comparer,
  mocks: MutatedMocks,
  comparison: Comparison,
  difference: Keyed,
  proof: Mutant | undefined,
): Promise<boolean> => {
  if (proof === undefined) return false;
  const trial = await comparer.tryMutant(await mocks.start(proof), comparison);
  return trial.changed.some((one) => isSamePlace(one, difference)) && !differsAt(difference, trial, proof);
};

/** The rules that a difference speaks of: by its place and its request, or by the scripts that have met a refusal. */
const concernedBy = ({ comparison, difference, scripts = [], all = [] }: Question): readonly string[] => {
  const concerned = concernedRules(comparison, difference);
  return concerned.length > 0 || !isRefusedThere(comparison.script, difference) ? concerned : rulesOfMet(scripts, all);
};

/** What stands in for a proof where nothing else tells: the refusal that the mock gave, the scenarios' rules, the topic. */
const fallbackRules = ({
  comparison,
  difference: { call, where },
  scripts: met = [],
  all = [],
}: Question): readonly string[] => {
  const { mock, script } = comparison;
  const outcome = mock.outcomes[call];
  if (outcome !== undefined && outcome.status >= 400) return outcome.rules.slice(-1);
  if (script.rules.length > 0) return met.length > 0 ? rulesOfMet(met, all) : script.rules;
  const topic = topicAt(where);
  const traced = tracedRules(comparison, call);
  const fitting = traced.filter((rule) => topicOf(rule as RuleId) === topic);
  const ofTopic = ruleIds.filter((id) => topicOf(id) === topic);
  return (fitting.length > 0 ? fitting : ofTopic.length > 0 ? ofTopic : traced).slice(0, 3);
};

/** False for a rule that has scripts of its own, none of which has shown the difference. */
const isShownByItsOwn = (rule: RuleId, { scripts = [], all = [] }: Question): boolean =>
  scripts.some(({ rules }) => rules.includes(rule)) || !all.some(({ rules }) => rules.includes(rule));

/** The rules behind a difference of a comparison: first what acted in the script is suspected, then the rest. */
export const attribute = async (question: Question): Promise<Attribution> => {
  const { mocks, comparison, difference } = question;
  const concerned = concernedBy(question);
  const suspects = new Set([...tracedRules(comparison, difference.call), ...comparison.script.rules, ...concerned]);
  const close: Mutant[] = [];
  const contradicted: Mutant[] = [];
  for (const mutants of [mocks.mutantsOf(suspects), mocks.mutantsBeyond(suspects)]) {
    const found = await explainedBy(question, mutants);
    const borneOut: Mutant[] = [];
    for (const mutant of found.exact)
      ((await question.evidence?.contradicts(mutant)) === true ? contradicted : borneOut).push(mutant);
    if (borneOut.length > 0) return toAttribution('exactly', ranked(borneOut, question, concerned));
    close.push(...found.close);
  }
  const all = [...ranked(contradicted, question, concerned), ...ranked(close, question, concerned)];
  const meant = concerned.length > 0 || contradicted.length === 0 ? concerned : rulesOfPart(comparison, difference);
  const fitting = all.filter(({ rule }) =>
    meant.length === 0 ? isShownByItsOwn(rule, question) : meant.includes(rule),
  );
  const found: Attribution =
    fitting.length > 0
      ? toAttribution('place', fitting)
      : { certainty: 'concerns', rules: meant.length > 0 ? meant : fallbackRules(question), asIf: [] };
  return { ...found, isOfMember: isOfMember(comparison, difference, found.rules) };
};
