// Performs a recording: the suite with every assertion made anew, each scenario answered by what was recorded of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from './messages/index.ts';
import { offlineEnvironment } from './offline-environment.ts';
import { runSuite, type SuiteOptions } from './run-suite.ts';
import type { ContractChoice } from '../../schemas/contract.ts';

/** What was recorded of each scenario by its place, as `targets/recorded.ts` reads it. */
export type Recording = Readonly<Record<string, object>>;

/** The messages of the run. Rejects where the suite cannot be started. */
export const performRecording = async (
  recording: Recording,
  contract: ContractChoice,
  tags: SuiteOptions['tags'],
): Promise<readonly Envelope[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'canvas-harness-recording-'));
  const file = join(folder, 'recording.json');
  const envelopes: Envelope[] = [];
  try {
    writeFileSync(file, JSON.stringify(recording));
    await runSuite({
      tags,
      parallel: 1,
      environment: { ...offlineEnvironment(contract), CANVAS_RECORDING: file },
      onEnvelope: (envelope) => envelopes.push(envelope),
      onText: (text) => process.stderr.write(text),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return envelopes;
};
