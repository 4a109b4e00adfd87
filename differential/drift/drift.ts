// canvas-harness drift, whole: the suite or an exploration on both sides, the differences, the cleanup and the report.
import { fileFault } from '../../schemas/file-fault.ts';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Edition } from '../../schemas/editions/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { closeMock } from '../../targets/mock.ts';
import { endWithCleanup, type Environment } from '../../conformance/live/index.ts';
import { Stop, type Conclusion } from '../../conformance/run/exit-codes.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { sequences } from '../explore/sequences.ts';
import { AgreeingMock, MutatedMocks, comparerOf, type Settings } from '../attribution/index.ts';
import { toTests, type Exclusion } from './exclude.ts';
import { findDifferences, type FoundDifferences } from './find-differences.ts';
import { openAtSight } from './open-kinds.ts';
import { ShrinkBudget } from './shrink-budget.ts';
import { endOf, openServer, isHidden, openRecording } from '../counterparts/index.ts';
import { openDocumentOf } from './open-report.ts';
import { documentOf, driftLines, type DriftDocument } from './report.ts';
import type { Counterpart, SuiteScripts } from '../requests/index.ts';
import { suiteScripts } from './suite-run.ts';

interface DriftOptions {
  /** The base URL of a server, or a folder of cassettes. */
  readonly against: string;
  readonly edition: Edition;
  /** True where somebody has named the edition, and not only nobody another. */
  readonly isEditionAsked: boolean;
  readonly rules: readonly RuleId[];
  /** How many sequences to make up; undefined performs the suite instead. */
  readonly explore: number | undefined;
  readonly seed: number;
  /** Settings that the mock is told from the start. */
  readonly settings: Settings;
  /** Records that shrinking may create on the other side. */
  readonly shrinkCreates: number;
  readonly exclusions: readonly Exclusion[];
  readonly environment: Environment;
  /** A file for the document, if one is wanted. */
  readonly out: string | undefined;
  readonly onScript: (scripts: number, findings: number) => void;
}

interface Drift {
  /** What the command ends in. */
  readonly conclusion: Conclusion;
  readonly lines: readonly string[];
  readonly document: DriftDocument;
}

/** What is compared: the scripts, what is left out of them, and with whom. */
interface Plan extends SuiteScripts {
  readonly counterpart: Counterpart;
  readonly edition: Edition;
}

const isAddress = (text: string): boolean => /^[a-z]+:\/\//i.test(text);

const planForRecording = (options: DriftOptions): Plan => {
  const { against, explore, edition, isEditionAsked, rules } = options;
  if (!existsSync(against))
    throw new Stop('usage', `${against} is neither an address like http://127.0.0.1:4010 nor a folder of cassettes`);
  if (explore !== undefined)
    throw new Stop('usage', `--explore asks what was never asked before, and ${against} is a recording: name a server`);
  const recording = openRecording(against, isEditionAsked ? edition : undefined, rules);
  if (recording.scripts.length === 0)
    throw new Stop('inconclusive', `${against} holds no scenario of this selection that the mock can be asked, too`);
  return recording;
};

const planForServer = async (options: DriftOptions): Promise<Plan> => {
  const { against, edition, environment, explore, seed, rules, settings } = options;
  const counterpart = await openServer(against, edition, environment);
  const chosen =
    explore === undefined
      ? await suiteScripts(edition, rules, settings).catch(async (error: unknown) => {
          await counterpart.close();
          throw error;
        })
      : { scripts: sequences(explore, seed), leftOut: {} };
  return { ...chosen, counterpart, edition };
};

const write = (file: string, document: DriftDocument): void => {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  } catch (error) {
    throw new Stop('usage', `cannot write ${file}: ${fileFault(error)}`);
  }
};

const documentFor = (
  options: DriftOptions,
  { findings, open, scripts, ended, unshrunk, compared, uncompared }: FoundDifferences,
  more: Pick<DriftDocument, 'edition' | 'of' | 'leftOut' | 'excluded'>,
): DriftDocument => ({
  against: options.against,
  seed: options.explore === undefined ? null : options.seed,
  scripts,
  compared,
  uncompared,
  ...more,
  ended: ended ?? null,
  unshrunk: unshrunk ?? null,
  findings: findings.map(documentOf),
  open: open.map(openDocumentOf),
});

/** What was found counts, whatever has ended the search. */
const conclusionOf = ({ findings, ended, conclusion, compared }: FoundDifferences): Conclusion => {
  if (findings.length > 0) return 'divergent';
  if (ended !== undefined) return conclusion ?? 'inconclusive';
  return compared > 0 ? 'conformant' : 'inconclusive';
};

const compared = async (options: DriftOptions, plan: Plan, mock: AgreeingMock, mocks: MutatedMocks): Promise<Drift> => {
  const { scripts, leftOut, edition, counterpart } = plan;
  const { canBeAsked, name } = counterpart;
  const { isExcluded, isKindExcluded, used } = toTests(options.exclusions);
  // A recording has hidden who people are.
  const comparer = comparerOf(
    mock,
    counterpart,
    (one) => (!canBeAsked && isHidden(one)) || isExcluded(one),
    (comparison, one) => openAtSight(comparison, one) !== undefined,
  );
  const found = await findDifferences({
    comparer,
    mock,
    mocks,
    canBeAsked,
    scripts,
    isKindExcluded,
    budget: new ShrinkBudget(options.shrinkCreates),
    onScript: options.onScript,
    endOf,
  });
  const excluded = options.exclusions.map((one) => ({ ...one, times: used.get(one) ?? 0 }));
  const more = { edition, of: scripts.length, leftOut, excluded };
  const document = documentFor(options, found, more);
  if (options.out !== undefined) write(options.out, document);
  return { document, lines: driftLines(found, name, more), conclusion: conclusionOf(found) };
};

/** Runs both sides and reports. What was found is reported also where the counterpart fails on the way. */
export const drift = async (options: DriftOptions): Promise<Drift> => {
  const plan = isAddress(options.against) ? await planForServer(options) : planForRecording(options);
  const mock = new AgreeingMock(plan.edition, options.settings);
  const mocks = new MutatedMocks(plan.edition, options.settings);
  try {
    const { result, cleanup } = await endWithCleanup(compared(options, plan, mock, mocks), plan.counterpart.close);
    return { ...result, lines: [...result.lines, ...cleanup] };
  } finally {
    await mock.close();
    await mocks.close();
    await closeMock();
  }
};
