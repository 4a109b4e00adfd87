// Finds which scenarios each mutant may change. The recorded requests go to the sound mock once; beside each of its functions
// those of the mutants run, and what they give is compared. Where all agree in a scenario, the mutant changes nothing there.
import { isDeepStrictEqual } from 'node:util';
import { instance } from '../../fixtures/instance.ts';
import { behaviours, type Behaviours } from '../../mock-server/domain/interpreter.ts';
import { assembleMock, type MockOptions } from '../../mock-server/index.ts';
import { contractOf, type Contract, type ContractChoice } from '../../schemas/contract.ts';
import type { Mutant } from '../../differential/mutants/index.ts';
import { ask, type Answers, type Recording } from './replay.ts';

/** What the sound mock answered, and the places of the scenarios (file and line) that each mutant may change. */
interface ConcernedScenarios {
  readonly answers: ReadonlyMap<string, Answers>;
  /** Every place that the mutant may change, perhaps more, in the order of the recording; undefined where nothing is known. */
  readonly placesConcernedBy: (mutant: Mutant) => readonly string[] | undefined;
}

/** The same values with the same members in the same order. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (isDeepStrictEqual(one, other) && JSON.stringify(one) === JSON.stringify(other));

type Code = (...values: readonly never[]) => unknown;
type Stage = Readonly<Record<string, Code>>;

/** A function of one mutant, in the place of one of the sound mock. */
interface MutatedCode {
  readonly mutant: Mutant;
  readonly code: Code;
}

/** Notes that a rule acted, or that a mutant did otherwise than the sound code. */
type Note = (what: string | Mutant) => void;

/** What is noted where the words of a refusal are asked for, beside the rule itself. */
const wordsOf = (rule: string): string => `words of ${rule}`;

const stages = ['refusals', 'effects', 'elements'] as const;

/** The functions that mutants put in the place of the sound ones, by rule. */
const mutatedCode = (
  mutants: readonly Mutant[],
  stage: (typeof stages)[number],
): ReadonlyMap<string, readonly MutatedCode[]> => {
  const mutated = new Map<string, MutatedCode[]>();
  for (const mutant of mutants) {
    const { code } = mutant.options;
    if (code === undefined) continue;
    for (const [id, own] of Object.entries(code[stage] as Stage))
      if (own !== (behaviours[stage] as Stage)[id])
        mutated.set(id, [...(mutated.get(id) ?? []), { mutant, code: own }]);
  }
  return mutated;
};

/** Whether a function of a stage did anything: refused, or gave back other than it was given. */
const hasActed = (stage: (typeof stages)[number], given: unknown, result: unknown): boolean =>
  stage === 'refusals' ? result !== undefined : !isSame(result, given);

/** What a function gives, or that it throws: a mutant may do so where the sound code does not. */
const outcomeOf = (code: Code, values: readonly never[]): unknown => {
  try {
    return code(...values);
  } catch (error) {
    return error;
  }
};

/** The sound code, which also runs that of the mutants and notes where they do otherwise. */
const observedCode = (mutants: readonly Mutant[], note: Note): Behaviours => {
  const stageOf = (stage: (typeof stages)[number]): Stage => {
    const mutated = mutatedCode(mutants, stage);
    const observed = ([id, code]: [string, Code]): [string, Code] => [
      id,
      (...values) => {
        const result = code(...values);
        if (hasActed(stage, values[0], result)) note(id);
        for (const { mutant, code: other } of mutated.get(id) ?? [])
          if (!isSame(outcomeOf(other, values), result)) note(mutant);
        return result;
      },
    ];
    return Object.fromEntries(Object.entries(behaviours[stage] as Stage).map(observed));
  };
  return Object.fromEntries(stages.map((stage) => [stage, stageOf(stage)])) as unknown as Behaviours;
};

/** A contract that notes which of its rules are asked for. */
const observedContract = (contract: Contract, note: Note): Contract => ({
  ...contract,
  isInForce: (id) => {
    note(id);
    return contract.isInForce(id);
  },
  outcome: (id) => {
    note(id);
    note(wordsOf(id));
    return contract.outcome(id);
  },
});

/** An alteration that changes nothing, and notes which mutants would change a request or an answer. */
const observingAlteration = (mutants: readonly Mutant[], note: Note): NonNullable<MockOptions['alteration']> => ({
  url: (url, method) => {
    for (const mutant of mutants) {
      const { url: change } = mutant.options.alteration ?? {};
      if (change !== undefined && change(url, method) !== url) note(mutant);
    }
    return url;
  },
  answer: (answer, method, url) => {
    for (const mutant of mutants) {
      const { answer: change } = mutant.options.alteration ?? {};
      if (change !== undefined && !isSame(change(answer, method, url), answer)) note(mutant);
    }
    return answer;
  },
});

const hasCode = (rule: string): boolean => stages.some((stage) => Object.hasOwn(behaviours[stage], rule));

/** Mutants whose effect shows only when the requests are sent to them. */
const isOpaque = ({ options }: Mutant): boolean => options.settings !== undefined;

/** What is noted where a mutant takes away a rule or changes its words. */
const takenBy = ({ options: { without = [], outcomes = {} } }: Mutant): readonly string[] => [
  ...without,
  ...Object.keys(outcomes).map(wordsOf),
];

/** Sends everything that was recorded to the sound mock, and notes which mutants would have done otherwise. */
export const findConcernedScenarios = async (
  mutants: readonly Mutant[],
  recording: Recording,
  options: ContractChoice & { readonly seed: string },
): Promise<ConcernedScenarios> => {
  const everywhere = '';
  let place = everywhere;
  const notes = new Map<string | Mutant, Set<string>>();
  const note: Note = (what) => void notes.set(what, (notes.get(what) ?? new Set()).add(place));
  const contract = observedContract(contractOf(options), note);
  const mock = assembleMock({
    ...options,
    records: instance,
    contract,
    code: observedCode(mutants, note),
    alteration: observingAlteration(mutants, note),
  });
  // The plugins of the mock are put together now, before any scenario: what they ask concerns all of them.
  await mock.app.ready();
  const answers = new Map<string, Answers>();
  for (const [current, requests] of recording) {
    place = current;
    const list: Answers = [];
    await ask(mock, requests, (answer) => list.push(answer) > 0);
    answers.set(place, list);
  }
  await mock.app.close();
  const placesOf = (what: string | Mutant): ReadonlySet<string> => notes.get(what) ?? new Set();
  // A rule that is asked for once, when the mock is put together, may concern any scenario.
  const isSetUp = (rule: string): boolean => placesOf(rule).has(everywhere) && !hasCode(rule);
  return {
    answers,
    placesConcernedBy: (mutant) => {
      const taken = takenBy(mutant);
      if (isOpaque(mutant) || taken.some((what) => isSetUp(what) || placesOf(what).size === 0)) return undefined;
      return [...recording.keys()].filter((where) => [mutant, ...taken].some((what) => placesOf(what).has(where)));
    },
  };
};
