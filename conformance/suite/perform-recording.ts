// Runs the suite on a recording: each scenario gets the answers that were recorded of it, and asserts them again.
import { withoutControlsButColours } from '../../schemas/controls.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from './messages/index.ts';
import { offlineEnvironment, type RunContract } from './offline-environment.ts';
import { runSuite, type SuiteOptions } from './run-suite.ts';

/** The recorded exchanges of each scenario, by its file and line, as `targets/recorded.ts` reads them. */
export type Recording = Readonly<Record<string, object>>;

/**
 * Runs the scenarios that `tags` select among those of some rules, under a contract, without the network. Resolves to cucumber's messages of the run,
 * also where assertions fail; rejects where cucumber cannot be started.
 */
export const performRecording = async (
  recording: Recording,
  contract: RunContract,
  { rules, tags }: Pick<SuiteOptions, 'rules' | 'tags'>,
): Promise<readonly Envelope[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'canvas-harness-recording-'));
  const file = join(folder, 'recording.json');
  const envelopes: Envelope[] = [];
  try {
    writeFileSync(file, JSON.stringify(recording));
    await runSuite({
      rules,
      tags,
      parallel: 1,
      environment: { ...offlineEnvironment(contract), CANVAS_RECORDING: file },
      onEnvelope: (envelope) => envelopes.push(envelope),
      onText: (text) => process.stderr.write(withoutControlsButColours(text)),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return envelopes;
};
