// Plays a recorded run: the suite with every assertion made anew, answered from cassettes, and nothing on the network.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ruleIds, type RuleId } from '../../schemas/rules/index.ts';
import { loadDeviations } from '../deviations/file.ts';
import { secluded } from '../drift/suite-run.ts';
import { Stop } from '../exit-codes.ts';
import type { Envelope } from '../messages/envelope.ts';
import { evidenceOf, mediaTypes, type Exchange } from '../messages/evidence.ts';
import { scenariosOf, type Scenario } from '../messages/scenarios.ts';
import { harness } from '../package.ts';
import { writeReports } from '../reports/write.ts';
import { tagExpression } from '../run/selection.ts';
import { runSuite } from '../run/suite.ts';
import { ruleSetDigest, stampEnvelope } from '../verdict/stamp.ts';
import { verdictOf, type VerdictDocument } from '../verdict/verdict.ts';
import type { Cassettes, Taped, TapedExchange } from './cassette.ts';
import { played } from './symbols.ts';

interface ReplayOptions {
  readonly rules: readonly RuleId[];
  readonly tags: string | undefined;
  readonly knownDeviations: string | undefined;
  readonly out: string;
}

const textOf = ({ body, text }: TapedExchange['response']): string => text ?? JSON.stringify(body);

/** A scenario as `steps/support/targets/recorded.ts` reads it. */
const performed = ({ target, exchanges, notExercised }: Taped): object => ({
  target,
  notExercised,
  exchanges: exchanges.map(({ request, response }) => ({
    request,
    response: { status: response.status, headers: response.headers, text: textOf(response) },
  })),
});

const bareRequest = ({ method, path }: TapedExchange['request']): string => `${method} ${path}`;

/** The first request of a scenario that is not the one on its tape. */
const strayIn = (scenario: Scenario, tape: Taped | undefined): string | undefined => {
  const sent = evidenceOf<Exchange>(scenario.attachments, mediaTypes.exchange);
  const position = sent.findIndex(({ request }, index) => {
    const recorded = tape?.exchanges[index];
    return recorded === undefined || bareRequest(recorded.request) !== `${request.method} ${request.path}`;
  });
  return position === -1 ? undefined : `${scenario.at}: request ${position + 1} is not the one that was recorded`;
};

const checkRequests = (envelopes: readonly Envelope[], tapes: readonly Taped[]): void => {
  const byPlace = new Map(tapes.map((tape) => [tape.at, tape]));
  const stray = scenariosOf(envelopes).flatMap((scenario) => strayIn(scenario, byPlace.get(scenario.at)) ?? [])[0];
  if (stray !== undefined) throw new Stop('configuration', `${stray}: record the cassettes again`);
};

const perform = async (recording: string, { manifest }: Cassettes, options: ReplayOptions): Promise<Envelope[]> => {
  const envelopes: Envelope[] = [];
  const rules = options.rules.length > 0 ? options.rules : (manifest.selection.rules as readonly RuleId[]);
  await runSuite({
    tags: tagExpression(manifest, rules, options.tags ?? manifest.selection.tags ?? undefined),
    parallel: 1,
    environment: { ...secluded(manifest), CANVAS_RECORDING: recording },
    onEnvelope: (envelope) => envelopes.push(envelope),
    onText: (text) => process.stderr.write(text),
  });
  return envelopes;
};

/** Plays cassettes, writes the reports and gives the verdict. */
export const replay = async (cassettes: Cassettes, options: ReplayOptions): Promise<VerdictDocument> => {
  const { manifest } = cassettes;
  const tapes = JSON.parse(played(JSON.stringify(cassettes.scenarios))) as readonly Taped[];
  const folder = mkdtempSync(join(tmpdir(), 'canvas-harness-replay-'));
  try {
    const recording = join(folder, 'recording.json');
    writeFileSync(recording, JSON.stringify(Object.fromEntries(tapes.map((tape) => [tape.at, performed(tape)]))));
    const envelopes = await perform(recording, cassettes, options);
    checkRequests(envelopes, tapes);
    const stamp = stampEnvelope({
      edition: manifest.edition,
      validation: manifest.validation,
      target: manifest.target,
      maxNotExercised: manifest.maxNotExercised,
      harness,
      seed: null,
      ruleSet: { digest: ruleSetDigest(), rules: ruleIds.length },
      selection: {
        rules: options.rules.length > 0 ? options.rules : manifest.selection.rules,
        tags: options.tags ?? manifest.selection.tags,
      },
      knownDeviations: loadDeviations(options.knownDeviations, manifest.target),
    });
    const verdict = verdictOf([stamp, ...envelopes]);
    await writeReports(options.out, [stamp, ...envelopes], verdict);
    return verdict;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
