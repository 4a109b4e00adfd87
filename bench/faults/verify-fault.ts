// Runs `verify` at the level full, with all credentials, against a server with one fault, and says what the verdict made of it.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { VerdictDocument } from '../../conformance/verdict/index.ts';
import { noteTypes } from '../../fixtures/instance.ts';
import { against, startChildServer } from '../test-support/child-server.ts';
import { call, newFolder } from '../test-support/command.ts';
import { environmentOfFullRun } from '../test-support/verify-environment.ts';
import { faults, type FaultName } from './index.ts';

/** What became of a fault. */
export interface Found {
  readonly fault: string;
  readonly conclusion: VerdictDocument['conclusion'];
  /** Whether the verdict is anything but good, as its exit code says, or a rule that fits is observed to be answered differently. */
  readonly isNoticed: boolean;
  /** Whether a rule that fits is violated, or observed to be answered differently. */
  readonly isNamed: boolean;
  /** The rules that are violated and do not fit. */
  readonly others: readonly string[];
  readonly because: readonly string[];
}

const unscheduleable = noteTypes.find(({ scheduleable }) => !scheduleable);

const environmentFor = (url: string): Readonly<Record<string, string>> => ({
  ...environmentOfFullRun(url),
  CANVAS_UNSCHEDULEABLE_TYPE: `${unscheduleable?.system}|${unscheduleable?.code}|${unscheduleable?.display}`,
});

/** The verdict on a server with some faults; none is a sound server. Throws where `recheck` does not bear it out. */
export const verdictOnFaults = (names: readonly FaultName[], args: readonly string[] = []): Promise<VerdictDocument> =>
  against(startChildServer('faulty', names), async (url) => {
    const folder = newFolder();
    await call(folder, ['verify', '-q', '--out', 'out', ...args], environmentFor(url));
    const { code, out, err } = await call(folder, ['recheck', 'out']);
    if (code !== 0) throw new Error(`recheck does not bear out the report: ${out}${err}`);
    const verdict = JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8')) as VerdictDocument;
    rmSync(folder, { recursive: true });
    return verdict;
  });

/** What `verify` makes of a fault. */
export const verifyFault = async (fault: FaultName, args: readonly string[] = []): Promise<Found> => {
  const { conclusion, because, exitCode, rules } = await verdictOnFaults([fault], args);
  const fitting: readonly string[] = faults[fault].rules;
  const violated = rules.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
  const differing = rules.filter(({ observation }) => observation === 'differently').map(({ id }) => id);
  const isFitting = (id: string): boolean => fitting.includes(id);
  return {
    fault,
    conclusion,
    isNoticed: exitCode !== 0 || differing.some(isFitting),
    isNamed: fitting.length === 0 ? violated.length === 0 : [...violated, ...differing].some(isFitting),
    others: violated.filter((id) => !isFitting(id)),
    because,
  };
};
