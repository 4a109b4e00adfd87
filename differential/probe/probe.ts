// canvas-harness probe, whole: the experiments on the target, what the mock does, the remedy and the register.
import type { Edition } from '../../schemas/editions/editions.ts';
import type { Environment } from '../../conformance/live/environment.ts';
import { isPassing, otherAt, type Other } from '../requests/live-counterpart.ts';
import type { Harm } from './ambiguity.ts';
import type { Finding } from '../../conformance/probe-register/finding.ts';
import { findingOf, type Occasion } from './finding.ts';
import { createsUpTo, observe, type Results } from './observe.ts';
import { observedOnMock } from './ours.ts';
import { currentOf, findingsIn, writeRegister } from '../../conformance/probe-register/register.ts';
import { remedied, remedyFor, type Remedy } from './remedy.ts';
import { probeLines } from './report.ts';
import { ambiguities, unprobed } from './table/index.ts';

export interface ProbeOptions {
  readonly baseUrl: string;
  readonly edition: Edition;
  /** The most that a probe may do. */
  readonly harm: Harm;
  readonly environment: Environment;
  /** The file of the register. */
  readonly register: string;
  /** The time, in UTC. */
  readonly at: string;
  readonly say: (line: string) => void;
}

export interface Probed {
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
  readonly remedy: Remedy;
  /** Why it ended before the last experiment, or null. */
  readonly ended: string | null;
}

/** What is announced before anything is sent. */
export const planLine = (asked: Pick<ProbeOptions, 'baseUrl' | 'edition' | 'harm' | 'environment'>): string => {
  const { baseUrl, edition, harm, environment } = asked;
  const creates = createsUpTo(harm);
  const after = isPassing(baseUrl, environment) ? 'and stay there (--ledger puts them away)' : 'and put away again';
  const what = creates === 0 ? 'nothing is created' : `at most ${creates} appointments are created ${after}`;
  return `probe       ${baseUrl}, edition ${edition}: ${ambiguities.length} ambiguities, ${what}`;
};

const findingsFrom = (results: Results, occasion: Occasion): readonly Finding[] =>
  ambiguities.map((ambiguity) => findingOf(ambiguity, results, occasion));

const probed = async (options: ProbeOptions, other: Other): Promise<Probed> => {
  const { register, edition, harm, baseUrl, at } = options;
  const occasion = { target: baseUrl, edition, at, onMock: await observedOnMock(edition, {}) };
  const earlier = findingsIn(register);
  const { results, ended } = await observe(other.open, harm, (soFar) => {
    const decided = findingsFrom(soFar, occasion).filter(({ observed }) => observed !== null);
    writeRegister(register, [...earlier, ...decided]);
  });
  const found = findingsFrom(results, occasion);
  const remedy = await remedyFor(found, edition, occasion.onMock);
  const findings = remedied(found, remedy);
  writeRegister(register, [...earlier, ...findings]);
  const before = currentOf(earlier).filter(({ target }) => target === baseUrl);
  return { findings, remedy, ended, lines: probeLines({ findings, remedy, edition, register, before, ended }) };
};

/** Probes a target and adds to the register. What was found is kept also where the target fails on the way. */
export const probe = async (options: ProbeOptions): Promise<Probed> => {
  const { edition, say } = options;
  findingsIn(options.register);
  const other = await otherAt(options.baseUrl, edition, options.environment);
  say(planLine({ ...options, baseUrl: other.baseUrl }));
  let cleaned: readonly string[] = [];
  const result = await probed({ ...options, baseUrl: other.baseUrl }, other).finally(async () => {
    cleaned = await other.close();
  });
  return { ...result, lines: [...result.lines, ...cleaned] };
};

/** Everything as one document. */
export const documentOf = ({ findings, remedy, ended }: Probed, { baseUrl, edition, at }: ProbeOptions): object => ({
  target: baseUrl,
  edition,
  at,
  ended,
  reading: remedy.reading,
  findings,
  unprobed,
});
