// Performs a recorded run once more: the same scenarios, each answered by what was recorded, every assertion made anew.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '../messages/envelope.ts';
import { evidenceOf, mediaTypes, type Exchange, type NotExercised, type Target } from '../messages/evidence.ts';
import { scenariosOf, type Scenario } from '../messages/scenarios.ts';
import { tagExpression } from '../run/selection.ts';
import { runSuite } from '../run/suite.ts';
import { exchangesOf } from '../verdict/outcome.ts';
import { stampOf } from '../verdict/stamp.ts';
import type { Terms } from '../../schemas/contract.ts';
import type { RuleId } from '../../schemas/rules/index.ts';

/** What the step library needs to know of one scenario to perform it again: `steps/support/targets/recorded.ts`. */
interface Performed {
  readonly target: Target | null;
  readonly exchanges: readonly Exchange[];
  readonly notExercised: NotExercised | null;
}

const performed = ({ attachments }: Scenario): Performed => ({
  target: evidenceOf<Target>(attachments, mediaTypes.target)[0] ?? null,
  exchanges: exchangesOf({ attachments }),
  notExercised: evidenceOf<NotExercised>(attachments, mediaTypes.notExercised)[0] ?? null,
});

/** The environment of a run that must not reach anybody: nothing of the caller's target stays in it. */
const secluded = (recording: string, { edition, validation }: Terms): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CANVAS_|FUMAGE_)/.test(name))),
  CANVAS_EDITION: edition,
  CANVAS_VALIDATION: validation,
  CANVAS_RECORDING: recording,
});

/** The messages of the repetition. Rejects where the suite cannot be started. */
export const performAgain = async (envelopes: readonly Envelope[]): Promise<readonly Envelope[]> => {
  const stamp = stampOf(envelopes);
  const { selection } = stamp;
  const folder = mkdtempSync(join(tmpdir(), 'canvas-harness-recheck-'));
  const recording = join(folder, 'recording.json');
  const repeated: Envelope[] = [];
  try {
    const scenarios = scenariosOf(envelopes).map((scenario) => [scenario.at, performed(scenario)] as const);
    writeFileSync(recording, JSON.stringify(Object.fromEntries(scenarios)));
    await runSuite({
      tags: tagExpression(stamp, selection.rules as readonly RuleId[], selection.tags ?? undefined),
      parallel: 1,
      environment: secluded(recording, stamp),
      onEnvelope: (envelope) => repeated.push(envelope),
      onText: (text) => process.stderr.write(text),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return repeated;
};
