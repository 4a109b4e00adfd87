// A finding of doctor: what a check has found, and how an answer or a silence becomes one.
import type { Environment, LiveClient } from '../../targets/live/index.ts';
import { type Answer, NoAnswer, TargetFault } from '../../targets/index.ts';
import { diagnosisOf, jsonOf, remedies, type Diagnosis } from '../live/index.ts';

/** `fault`: whoever runs the suite has to change something. `stopped`: a firewall or the rate limit refuses. `deviation`: the server does what the document does not say. */
type State = 'ok' | 'missing' | 'fault' | 'unreachable' | 'stopped' | 'deviation' | 'skipped';

export interface Finding {
  readonly state: State;
  readonly says: string;
  /** Variables that the finding settles. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface DoctorTarget {
  readonly client: LiveClient;
  readonly ehrUrl: string;
  readonly environment: Environment;
}

export interface Check {
  readonly name: string;
  readonly look: (target: DoctorTarget) => Promise<Finding>;
  /** True where nothing after it makes sense if it fails. */
  readonly isPrerequisite?: boolean;
}

export const ok = (says: string, values: Readonly<Record<string, string>> = {}): Finding => ({
  state: 'ok',
  says,
  values,
});
export const missing = (says: string): Finding => ({ state: 'missing', says });

const stateOf: Readonly<Record<Exclude<Diagnosis, 'fhir'>, State>> = {
  'token-refused': 'fault',
  'scope-missing': 'fault',
  blocked: 'stopped',
  'not-enabled': 'fault',
  'other-host': 'fault',
  'not-fhir': 'fault',
  limited: 'stopped',
  'server-error': 'fault',
};

/** An answer as a finding, unless it is one of FHIR. */
export const unlessFhir = (path: string, answer: Answer): Finding | undefined => {
  const diagnosis = diagnosisOf(answer);
  if (diagnosis === 'fhir') return undefined;
  const type = answer.headers.get('content-type') ?? 'no content type';
  return { state: stateOf[diagnosis], says: `GET ${path} answered ${answer.status} (${type}): ${remedies[diagnosis]}` };
};

export const entriesIn = (answer: Answer): readonly Readonly<Record<string, unknown>>[] => {
  const { entry } = (jsonOf(answer) ?? {}) as { entry?: readonly { resource?: Record<string, unknown> }[] };
  return (entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
};

export const idsIn = (answer: Answer): readonly string[] =>
  entriesIn(answer).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));

const states: Readonly<Record<TargetFault['kind'], State>> = {
  configuration: 'fault',
  unreachable: 'unreachable',
  stopped: 'stopped',
};

/** What an error during a check comes to. */
export const failureOf = (error: unknown): Finding => {
  if (!(error instanceof NoAnswer || error instanceof TargetFault)) throw error;
  return { state: states[error.kind], says: error.message };
};
