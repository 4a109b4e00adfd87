// Makes the experiments on one side and reads the answers: an observation for every ambiguity.
import { asStop } from '../../conformance/live/index.ts';
import { Stop, type Conclusion } from '../../conformance/run/exit-codes.ts';
import type { Target } from '../../targets/index.ts';
import type { Outcome } from '../requests/index.ts';
import { refusedWith } from './table/answers.ts';
import { experiments } from './table/experiments.ts';
import { ambiguities } from './table/index.ts';
import {
  impacts,
  isDecided,
  type Ambiguity,
  type Attempt,
  type Impact,
  type Observation,
  type Undecided,
} from './table/ambiguity.ts';
import { runExperiment, type Experimented } from './run-experiment.ts';

/** What was observed, and the attempt that it rests on. */
export interface Observed {
  readonly observation: Observation;
  readonly attempt: Attempt | undefined;
}

export type Results = ReadonlyMap<string, Experimented>;

const failed = (undecided: string): Undecided => ({ undecided, why: 'failed' });

const isBusyOrBroken = (status: number): boolean => status === 429 || status >= 500;

/** Why an answer decides nothing, or undefined: nobody was let in, nobody was at home, or what came is not FHIR. */
const uselessness = (name: string, answer: Outcome, isAnyStatus: boolean): string | undefined => {
  const { status, body } = answer;
  if (isBusyOrBroken(status) || (!isAnyStatus && [401, 403].includes(status)))
    return `${name} was answered with ${refusedWith(answer)}`;
  if (status >= 300 && status < 400) return `${name} was answered with a redirect (${status})`;
  return typeof body === 'string' && !isAnyStatus ? `${name} was answered with ${status} and no JSON` : undefined;
};

/** What became of the call on which others depend, where it has created nothing. */
const firstTrouble = ({ answers, missing }: Experimented): Undecided | undefined => {
  const name = answers.has('first') || missing.has('first') ? 'first' : 'create';
  const answer = answers.get(name);
  if (answer === undefined) return missing.get(name);
  return answer.status < 300 ? undefined : failed(`${name} was answered with ${refusedWith(answer)}`);
};

/** The one call that an experiment leaves out where the type it needs is not named. */
const unnamed: Undecided = { undecided: 'set CANVAS_UNSCHEDULEABLE_TYPE', why: 'withheld' };

/** The answers that an attempt reads, or why they cannot be read. */
const answersFor = ({ from, isAnyStatus = false }: Attempt, done: Experimented): readonly Outcome[] | Undecided => {
  const found: Outcome[] = [];
  for (const name of from) {
    const answer = done.answers.get(name);
    if (answer === undefined) {
      const because = done.missing.get(name) ?? unnamed;
      return because.why === 'withheld' ? (firstTrouble(done) ?? because) : because;
    }
    const useless = uselessness(name, answer, isAnyStatus);
    if (useless !== undefined) return failed(useless);
    found.push(answer);
  }
  return found;
};

const notTried: Undecided = { undecided: 'it was not asked', why: 'withheld' };

const observedBy = (attempt: Attempt, results: Results): Observation => {
  const done = results.get(attempt.experiment);
  if (done === undefined) return notTried;
  const answers = answersFor(attempt, done);
  return 'undecided' in answers ? answers : attempt.read(...answers);
};

/** The first attempt that decides; where none does, what the last that was made has to say. */
export const observedIn = ({ attempts }: Ambiguity, results: Results): Observed => {
  let last: Observed = { observation: notTried, attempt: undefined };
  for (const attempt of attempts) {
    const observation = observedBy(attempt, results);
    if (isDecided(observation)) return { observation, attempt };
    if (observation !== notTried || last.attempt === undefined) last = { observation, attempt };
  }
  return last;
};

/** All observations of the results so far, by ambiguity. */
export const observationsIn = (results: Results): ReadonlyMap<string, Observed> =>
  new Map(ambiguities.map((ambiguity) => [ambiguity.id, observedIn(ambiguity, results)]));

/** The names of the experiments that do no more than some impact, in the order in which they are made. */
export const experimentsUpTo = (maxImpact: Impact): readonly string[] =>
  impacts
    .slice(0, impacts.indexOf(maxImpact) + 1)
    .flatMap((impact) => Object.keys(experiments).filter((name) => experiments[name]?.impact === impact));

/** True where an ambiguity is open that an experiment may still decide. */
const isWanted = (name: string, results: Results): boolean =>
  ambiguities.some(
    (ambiguity) =>
      ambiguity.attempts.some(({ experiment }) => experiment === name) &&
      !isDecided(observedIn(ambiguity, results).observation),
  );

/** What the experiments have come to, and why they ended before the last, or null. */
interface Observations {
  readonly results: Results;
  readonly ended: string | null;
  /** What the command ends in where it ended before the last. */
  readonly conclusion: Conclusion;
}

/** A target that cannot be opened any more ends a probe; other errors are let through. */
const endOf = (error: unknown): Stop => {
  const stop = asStop(error);
  if (stop instanceof Stop) return stop;
  throw error;
};

const endedBy = ({ message, conclusion }: Stop, results: Results): Observations => ({
  results,
  ended: message,
  conclusion,
});

/** Makes the experiments up to some impact, each on a target that is opened for it. Stops where the target has failed. */
export const observe = async (
  openTarget: () => Promise<Target>,
  maxImpact: Impact,
  onResult: (results: Results) => void = () => undefined,
): Promise<Observations> => {
  const results = new Map<string, Experimented>();
  for (const name of experimentsUpTo(maxImpact)) {
    const experiment = experiments[name];
    if (experiment === undefined || !isWanted(name, results)) continue;
    const target = await openTarget().catch(endOf);
    if (target instanceof Stop) return endedBy(target, results);
    const done = await runExperiment(experiment, target);
    const lost = done.fault === undefined ? await target.close(false).catch(endOf) : undefined;
    if (lost !== undefined) return endedBy(lost, results);
    results.set(name, done);
    onResult(results);
    if (done.fault !== undefined) return endedBy(endOf(done.fault), results);
  }
  return { results, ended: null, conclusion: 'conformant' };
};

/** How many records the experiments up to some impact create at maxImpact. */
export const createsUpTo = (maxImpact: Impact): number =>
  experimentsUpTo(maxImpact).reduce((sum, name) => sum + (experiments[name]?.creates ?? 0), 0);
