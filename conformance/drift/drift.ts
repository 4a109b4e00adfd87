// canvas-harness drift, whole: the suite or an exploration on both sides, the hunt, the cleanup and the report.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Edition } from '../../schemas/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { closeMock } from '../../steps/support/targets/mock.ts';
import type { Environment } from '../environment.ts';
import { Stop } from '../exit-codes.ts';
import { sequences } from '../explore/sequences.ts';
import { Bench } from './attribute.ts';
import { excluding, type Exclusion } from './exclude.ts';
import { hunt, type Hunt } from './hunt.ts';
import { endOf, otherAt, type Other } from './other.ts';
import { documentOf, driftLines, type DriftDocument } from './report.ts';
import type { Script } from './script.ts';
import { sidesOf } from './sides.ts';
import { suiteScripts } from './suite-run.ts';

export interface DriftOptions {
  readonly against: string;
  readonly edition: Edition;
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

const scriptsFor = async (
  options: DriftOptions,
): Promise<{ readonly scripts: readonly Script[]; readonly leftOut: Readonly<Record<string, number>> }> =>
  options.explore === undefined
    ? suiteScripts(options.edition, options.rules)
    : { scripts: sequences(options.explore, options.seed), leftOut: {} };

const write = (file: string, document: DriftDocument): void => {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  } catch (error) {
    throw new Stop('usage', `cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
};

const documentFor = (
  options: DriftOptions,
  { findings, scripts, ended, compared, uncompared }: Hunt,
  more: Pick<DriftDocument, 'of' | 'leftOut' | 'excluded'>,
): DriftDocument => ({
  against: options.against,
  edition: options.edition,
  seed: options.explore === undefined ? null : options.seed,
  scripts,
  compared,
  uncompared,
  ...more,
  ended: ended ?? null,
  findings: findings.map(documentOf),
});

const hunted = async (options: DriftOptions, other: Other, bench: Bench): Promise<Drift> => {
  const { edition, exclusions, onScript } = options;
  const { isExcluded, used } = excluding(exclusions);
  const { scripts, leftOut } = await scriptsFor(options);
  const found = await hunt({ sides: sidesOf(edition, other, isExcluded), bench, scripts, onScript, endOf });
  const excluded = exclusions.map((one) => ({ ...one, times: used.get(one) ?? 0 }));
  const more = { of: scripts.length, leftOut, excluded };
  const document = documentFor(options, found, more);
  if (options.out !== undefined) write(options.out, document);
  return { document, lines: driftLines(found, other.baseUrl, more) };
};

/** Runs both sides and reports. What was found is reported also where the other side fails on the way. */
export const drift = async (options: DriftOptions): Promise<Drift> => {
  const other = await otherAt(options.against, options.edition, options.environment);
  const bench = new Bench(options.edition);
  let cleaned: readonly string[] = [];
  try {
    const { document, lines } = await hunted(options, other, bench).finally(async () => {
      cleaned = await other.close();
    });
    return { document, lines: [...lines, ...cleaned] };
  } finally {
    await bench.close();
    await closeMock();
  }
};
