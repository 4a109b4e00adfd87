// A finding of doctor: what a check has found, and how an answer or a silence becomes one.
import type { Environment, LiveClient } from '../../targets/live/index.ts';
import { type Answer, NoAnswer, TargetFault } from '../../targets/index.ts';
import { diagnosisOf, jsonOf, remedies, type Diagnosis } from '../live/index.ts';

/** `fault`: whoever runs the suite has to change something. `deviation`: the server does what the document does not say. */
export type State = 'ok' | 'missing' | 'fault' | 'unreachable' | 'deviation' | 'skipped';

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
  blocked: 'fault',
  'not-enabled': 'fault',
  'other-host': 'fault',
  'not-fhir': 'fault',
  limited: 'unreachable',
  'server-error': 'unreachable',
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

const network: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name is not known (DNS): check the spelling of CANVAS_FHIR_BASE_URL',
  EAI_AGAIN: 'the host name could not be looked up (DNS): is there a network?',
  ECONNREFUSED: 'the host refuses the connection: check the host and the port',
  TIMEOUT: 'the host does not answer in time: is it the right one, and is this address let through?',
};

/** A failure to get any answer: DNS, TLS, a refused connection, no answer in time. */
export const noAnswerFinding = ({ code, message }: NoAnswer): Finding => {
  const isTls = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code);
  const why = isTls ? `the TLS certificate is not accepted (${code}): check the host name` : network[code];
  return {
    state: code === 'TIMEOUT' || why === undefined ? 'unreachable' : 'fault',
    says: why === undefined ? message : `${message.split(': ')[0] ?? ''}: ${why}`,
  };
};

/** What an error during a check comes to. */
export const failureOf = (error: unknown): Finding => {
  if (error instanceof NoAnswer) return noAnswerFinding(error);
  if (!(error instanceof TargetFault)) throw error;
  if (error.cause instanceof NoAnswer) return noAnswerFinding(error.cause);
  return { state: error.kind === 'configuration' ? 'fault' : 'unreachable', says: error.message };
};
