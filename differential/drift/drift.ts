// canvas-harness drift, whole: the suite or an exploration on both sides, the hunt, the cleanup and the report.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Edition } from '../../schemas/editions/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { closeMock } from '../../targets/mock.ts';
import type { Environment } from '../../conformance/live/environment.ts';
import { Stop } from '../../conformance/run/exit-codes.ts';
import { makeFolder } from '../../conformance/run/folder.ts';
import { sequences } from '../explore/sequences.ts';
import { Bench } from '../attribution/attribute.ts';
import { excluding, type Exclusion } from './exclude.ts';
import { hunt, type Hunt } from './find-differences.ts';
import { endOf, otherAt } from '../requests/live-counterpart.ts';
import { isHidden, recordingAt } from './recorded.ts';
import { documentOf, driftLines, type DriftDocument } from './report.ts';
import type { Counterpart } from '../requests/counterpart.ts';
import { sidesOf, type IsExcluded, type Sides } from '../attribution/comparison.ts';
import { suiteScripts, type SuiteScripts } from './suite-run.ts';

export interface DriftOptions {
  /** The base URL of a server, or a folder of cassettes. */
  readonly against: string;
  readonly edition: Edition;
  /** True where somebody has named the edition, and not only nobody another. */
  readonly isEditionAsked: boolean;
  readonly rules: readonly RuleId[];
  /** How many sequences to make up; undefined performs the suite instead. */
  readonly explore: number | undefined;
  readonly seed: number;
  readonly exclusions: readonly Exclusion[];
  readonly environment: Environment;
  /** A file for the document, if one is wanted. */
  readonly out: string | undefined;
  readonly onScript: (scripts: number, findings: number) => void;
}

interface Drift {
  readonly lines: readonly string[];
  readonly document: DriftDocument;
}

/** What is compared: the scripts, what is left out of them, and the other side. */
interface Matter extends SuiteScripts {
  readonly counterpart: Counterpart;
  readonly edition: Edition;
  readonly name: string;
  /** Puts away what was created; says in lines what became of it. */
  readonly close: () => Promise<readonly string[]>;
}

const isAddress = (text: string): boolean => /^[a-z]+:\/\//i.test(text);

const recordedMatter = (options: DriftOptions): Matter => {
  const { against, explore, edition, isEditionAsked, rules } = options;
  if (!existsSync(against))
    throw new Stop('usage', `${against} is neither an address like http://127.0.0.1:4010 nor a folder of cassettes`);
  if (explore !== undefined)
    throw new Stop('usage', `--explore asks what was never asked before, and ${against} is a recording: name a server`);
  const recording = recordingAt(against, isEditionAsked ? edition : undefined, rules);
  if (recording.scripts.length === 0)
    throw new Stop('inconclusive', `${against} holds no scenario of this selection that the mock can be asked, too`);
  return { ...recording, name: against, close: () => Promise.resolve([]) };
};

const servedMatter = async (options: DriftOptions): Promise<Matter> => {
  const { against, edition, environment, explore, seed, rules } = options;
  const { counterpart, baseUrl, close } = await otherAt(against, edition, environment);
  const asked =
    explore === undefined
      ? await suiteScripts(edition, rules).catch(async (error: unknown) => {
          await close();
          throw error;
        })
      : { scripts: sequences(explore, seed), leftOut: {} };
  return { ...asked, counterpart, edition, name: baseUrl, close };
};

const write = (file: string, document: DriftDocument): void => {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  } catch (error) {
    throw new Stop('usage', `cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
};

const documentFor = (
  options: DriftOptions,
  { findings, scripts, ended, compared, uncompared }: Hunt,
  more: Pick<DriftDocument, 'edition' | 'of' | 'leftOut' | 'excluded'>,
): DriftDocument => ({
  against: options.against,
  seed: options.explore === undefined ? null : options.seed,
  scripts,
  compared,
  uncompared,
  ...more,
  ended: ended ?? null,
  findings: findings.map(documentOf),
});

/** A recording has hidden who people are; a server that is left out of the comparison has its reason. */
const sidesFor = ({ edition, counterpart }: Matter, isExcluded: IsExcluded): Sides =>
  sidesOf(
    edition,
    counterpart,
    (script, difference) => (!counterpart.canBeAsked && isHidden(difference)) || isExcluded(script, difference),
  );

const hunted = async (options: DriftOptions, matter: Matter, bench: Bench): Promise<Drift> => {
  const { scripts, leftOut, edition, name } = matter;
  const { isExcluded, used } = excluding(options.exclusions);
  const sides = sidesFor(matter, isExcluded);
  const found = await hunt({ sides, bench, scripts, onScript: options.onScript, endOf });
  const excluded = options.exclusions.map((one) => ({ ...one, times: used.get(one) ?? 0 }));
  const more = { edition, of: scripts.length, leftOut, excluded };
  const document = documentFor(options, found, more);
  if (options.out !== undefined) write(options.out, document);
  return { document, lines: driftLines(found, name, more) };
};

/** Runs both sides and reports. What was found is reported also where the other side fails on the way. */
export const drift = async (options: DriftOptions): Promise<Drift> => {
  const matter = isAddress(options.against) ? await servedMatter(options) : recordedMatter(options);
  const bench = new Bench(matter.edition);
  let cleaned: readonly string[] = [];
  try {
    const { document, lines } = await hunted(options, matter, bench).finally(async () => {
      cleaned = await matter.close();
    });
    return { document, lines: [...lines, ...cleaned] };
  } finally {
    await bench.close();
    await closeMock();
  }
};
