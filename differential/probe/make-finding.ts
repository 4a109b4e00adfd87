// Makes the finding about an ambiguity from what was observed on the target and on the mock.
import type { Edition } from '../../schemas/editions/editions.ts';
import { harness } from '../../conformance/run/package.ts';
import type { Finding } from '../../conformance/probe-register/index.ts';
import { isDecided, type Ambiguity } from './table/ambiguity.ts';
import { evidenceOf } from './evidence.ts';
import { observedIn, type Observed, type Results } from './observe.ts';

/** What all findings of one probe share. */
export interface Occasion {
  readonly target: string;
  readonly edition: Edition;
  readonly at: string;
  readonly onMock: ReadonlyMap<string, Observed>;
}

const valueOf = (observed: Observed | undefined): string | null =>
  observed !== undefined && isDecided(observed.observation) ? observed.observation.value : null;

/** The finding about an ambiguity. */
export const findingOf = (ambiguity: Ambiguity, results: Results, occasion: Occasion): Finding => {
  const { id, question, decision } = ambiguity;
  const { target, edition, at, onMock } = occasion;
  const { observation, attempt } = observedIn(ambiguity, results);
  const done = attempt === undefined ? undefined : results.get(attempt.experiment);
  const shared = { id, question, decision, target, edition, harness: harness.version, at, reading: null };
  const mock = valueOf(onMock.get(id));
  const evidence = attempt === undefined || done === undefined ? [] : evidenceOf(attempt, done);
  if (!isDecided(observation)) {
    const { undecided: reason, why } = observation;
    return { ...shared, observed: null, undecided: { why, reason }, mock, verdict: 'undecided', evidence };
  }
  const { value } = observation;
  const verdict = value === mock ? 'agrees' : 'differs';
  return { ...shared, observed: value, undecided: null, mock, verdict, evidence };
};
