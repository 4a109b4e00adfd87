// Makes an experiment on a target, call by call, and keeps what was answered before anything went wrong.
import { NoAnswer, type Target, TargetFault, Withheld } from '../../targets/index.ts';
import { performCall, type Outcome, castOf, withTexts, type Call } from '../requests/index.ts';
import type { Experiment, Undecided } from './table/ambiguity.ts';

/** What came of an experiment, by the names of its calls. */
export interface Experimented {
  readonly target: Target;
  readonly calls: Readonly<Record<string, Call>>;
  readonly answers: ReadonlyMap<string, Outcome>;
  /** Why calls were not made, by name. */
  readonly missing: ReadonlyMap<string, Undecided>;
  /** What ends the whole probe, or undefined. */
  readonly fault: TargetFault | undefined;
}

/** A call with the names of others as the numbers that scripts know them by. */
const numberNames = (call: Call, names: readonly string[]): Call =>
  withTexts(call, (text) =>
    text.replace(/\{([A-Za-z]+):location\}/g, (whole, name: string) =>
      names.includes(name) ? `{${names.indexOf(name)}:location}` : whole,
    ),
  );

/** What an error means for the call that it befell; other errors are let through. */
const causeOf = (error: unknown): Undecided => {
  if (error instanceof Withheld)
    return { undecided: error.message, why: error.need === 'rate' ? 'failed' : 'withheld' };
  if (error instanceof NoAnswer || error instanceof TargetFault) return { undecided: error.message, why: 'failed' };
  throw error;
};

/** The variables that name what a cast may lack. */
const variables: Readonly<Record<string, string>> = {
  Bea: 'CANVAS_SECOND_PRACTITIONER_ID',
  Quinn: 'CANVAS_SECOND_PATIENT_ID',
  Annex: 'CANVAS_SECOND_LOCATION_ID',
  'clinic.number': 'CANVAS_LOCATION_NUMBER',
};

/** Why a call could not be put together. */
const unresolvedIn = (call: Call, { cast }: Target): Undecided => {
  const text = JSON.stringify(call);
  const lacking = Object.entries(castOf(cast)).find(([name, id]) => id === '' && text.includes(`{${name}}`))?.[0] ?? '';
  const variable = variables[lacking];
  return {
    undecided: variable === undefined ? 'an earlier call has brought no id' : `set ${variable}`,
    why: 'withheld',
  };
};

/** Makes the calls of an experiment one after the other. What is not sent or not answered is said, call by call. */
export const runExperiment = async ({ calls }: Experiment, target: Target): Promise<Experimented> => {
  const made = calls(target.cast);
  const names = Object.keys(made);
  const outcomes: (Outcome | undefined)[] = [];
  const answers = new Map<string, Outcome>();
  const missing = new Map<string, Undecided>();
  let fault: TargetFault | undefined;
  for (const [name, call] of Object.entries(made)) {
    const before = fault;
    const outcome = await (
      before === undefined ? performCall(target, numberNames(call, names), outcomes) : undefined
    )?.catch((error: unknown) => {
      missing.set(name, causeOf(error));
      if (error instanceof TargetFault) fault = error;
      return undefined;
    });
    outcomes.push(outcome);
    if (outcome !== undefined) answers.set(name, outcome);
    else if (!missing.has(name)) missing.set(name, before === undefined ? unresolvedIn(call, target) : causeOf(before));
  }
  return { target, calls: made, answers, missing, fault };
};
