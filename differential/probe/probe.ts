// canvas-harness probe, whole: the experiments on the target, what the mock does, the options that make it match, and the register.
import type { Edition } from '../../schemas/editions/editions.ts';
import { endWithCleanup, type Environment } from '../../conformance/live/index.ts';
import { canLeaveRecords, openServer } from '../counterparts/index.ts';
import type { Conclusion } from '../../conformance/run/exit-codes.ts';
import type { Counterpart } from '../requests/index.ts';
import type { Impact } from './table/ambiguity.ts';
import { type Finding, currentOf, findingsIn, writeRegister } from '../../conformance/probe-register/index.ts';
import { findingOf, type Occasion } from './make-finding.ts';
import { createsUpTo, observe, type Results } from './observe.ts';
import { observedOnMock } from './observe-mock.ts';
import { withMatchingOptions, matchingOptionsFor, type MatchingOptions } from './matching-options.ts';
import { probeLines } from './report.ts';
import { ambiguities, unprobed } from './table/index.ts';

interface ProbeOptions {
  readonly baseUrl: string;
  readonly edition: Edition;
  /** The most that a probe may do. */
  readonly impact: Impact;
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
  readonly matching: MatchingOptions;
  /** Why it ended before the last experiment, or null. */
  readonly ended: string | null;
  /** What that means for the command. */
  readonly conclusion: Conclusion;
}

/** What is announced before anything is sent. */
export const planLine = (asked: Pick<ProbeOptions, 'baseUrl' | 'edition' | 'impact' | 'environment'>): string => {
  const { baseUrl, edition, impact, environment } = asked;
  const creates = createsUpTo(impact);
  const after = canLeaveRecords(baseUrl, environment)
    ? 'and stay there (--ledger cleans them up)'
    : 'and cleaned up afterwards';
  const what = creates === 0 ? 'nothing is created' : `at most ${creates} appointments are created ${after}`;
  return `probe       ${baseUrl}, edition ${edition}: ${ambiguities.length} ambiguities, ${what}`;
};

const findingsFrom = (results: Results, occasion: Occasion): readonly Finding[] =>
  ambiguities.map((ambiguity) => findingOf(ambiguity, results, occasion));

const probed = async (options: ProbeOptions, counterpart: Counterpart): Promise<Probed> => {
  const { register, edition, impact, baseUrl, at } = options;
  const occasion = { target: baseUrl, edition, at, onMock: await observedOnMock(edition, {}) };
  const earlier = findingsIn(register);
  const { results, ended, conclusion } = await observe(counterpart.open, impact, (soFar) => {
    const decided = findingsFrom(soFar, occasion).filter(({ observed }) => observed !== null);
    writeRegister(register, [...earlier, ...decided]);
  });
  const found = findingsFrom(results, occasion);
  const matching = await matchingOptionsFor(found, edition, occasion.onMock);
  const findings = withMatchingOptions(found, matching);
  writeRegister(register, [...earlier, ...findings]);
  const before = currentOf(earlier).filter(({ target }) => target === baseUrl);
  return {
    findings,
    matching,
    ended,
    conclusion,
    lines: probeLines({ findings, matching, edition, register, before, ended }),
  };
};

/** Probes a target and adds to the register. What was found is kept also where the target fails on the way. */
export const probe = async (options: ProbeOptions): Promise<Probed> => {
  const { edition, say } = options;
  findingsIn(options.register);
  const counterpart = await openServer(options.baseUrl, edition, options.environment);
  const asked = { ...options, baseUrl: counterpart.name };
  say(planLine(asked));
  const { result, cleanup } = await endWithCleanup(probed(asked, counterpart), counterpart.close);
  return { ...result, lines: [...result.lines, ...cleanup] };
};

/** Everything as one document. */
export const documentOf = ({ findings, matching, ended }: Probed, { baseUrl, edition, at }: ProbeOptions): object => ({
  target: baseUrl,
  edition,
  at,
  ended,
  reading: matching.reading,
  findings,
  unprobed,
});
