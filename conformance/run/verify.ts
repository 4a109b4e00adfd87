// A whole verification: run the suite, judge its messages, write the reports.
import type { Edition } from '../../schemas/editions.ts';
import { ruleIds, type RuleId } from '../../schemas/rules/index.ts';
import type { Validation } from '../../schemas/rules/rule.ts';
import { loadDeviations } from '../deviations/file.ts';
import { Stop } from '../exit-codes.ts';
import { mediaTypes, type Target } from '../messages/evidence.ts';
import type { Envelope } from '../messages/envelope.ts';
import { harness } from '../package.ts';
import { redacted, secretsIn } from '../redact.ts';
import { writeReports } from '../reports/write.ts';
import { ruleSetDigest, stampEnvelope, type Stamp } from '../verdict/stamp.ts';
import { verdictOf, type VerdictDocument } from '../verdict/verdict.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import type { Progress } from './progress.ts';
import { tagExpression } from './selection.ts';
import { runSuite } from './suite.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface VerifyOptions {
  readonly edition: Edition;
  readonly validation: Validation;
  readonly rules: readonly RuleId[];
  readonly tags?: string;
  readonly out: string;
  readonly knownDeviations?: string;
  readonly maxNotExercised: number;
  readonly parallel: number;
  readonly seed?: string;
  readonly environment: Environment;
  readonly progress: Progress;
  readonly onText: (text: string) => void;
}

/** The target that the environment names, or the embedded mock. */
const targetOf = (environment: Environment): Target => {
  const named = [environment['CANVAS_FHIR_BASE_URL'], environment['FUMAGE_BASE_URL']].map((url) => url?.trim() ?? '');
  const url = named.find((text) => text !== '');
  if (url === undefined) return { kind: 'mock', baseUrl: 'embedded mock' };
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Stop('configuration', `CANVAS_FHIR_BASE_URL is no http or https address: ${url}`);
  }
  return { kind: 'live', baseUrl: url.replace(/\/+$/, '') };
};

const stampFor = (options: VerifyOptions, target: Target): Stamp => ({
  harness,
  edition: options.edition,
  validation: options.validation,
  target,
  seed: options.seed ?? null,
  ruleSet: { digest: ruleSetDigest(), rules: ruleIds.length },
  selection: { rules: options.rules, tags: options.tags ?? null },
  maxNotExercised: options.maxNotExercised,
  knownDeviations: loadDeviations(options.knownDeviations, target),
});

const environmentFor = ({ environment, edition, validation, seed }: VerifyOptions): Environment => ({
  ...environment,
  CANVAS_EDITION: edition,
  CANVAS_VALIDATION: validation,
  ...(seed === undefined ? {} : { CANVAS_SEED: seed }),
});

const collect = async (options: VerifyOptions): Promise<readonly Envelope[]> => {
  const envelopes: Envelope[] = [];
  const breaker = circuitBreaker();
  const secrets = secretsIn(options.environment);
  await runSuite({
    tags: tagExpression(options, options.rules, options.tags),
    parallel: options.parallel,
    environment: environmentFor(options),
    onText: (text) => options.onText(redacted(text, secrets)),
    onEnvelope: (raw, stop) => {
      const envelope = JSON.parse(redacted(JSON.stringify(raw), secrets)) as Envelope;
      envelopes.push(envelope);
      options.progress.see(envelope);
      if (breaker.isOpenAfter(envelope) || envelope.attachment?.mediaType === mediaTypes.stopped) stop();
    },
  });
  options.progress.end();
  return envelopes;
};

/** Runs the suite against the target and leaves the reports in the folder. */
export const verify = async (options: VerifyOptions): Promise<VerdictDocument> => {
  const stamp = stampFor(options, targetOf(options.environment));
  const envelopes = await collect(options);
  if (!envelopes.some(({ testRunStarted, parseError }) => testRunStarted !== undefined || parseError !== undefined)) {
    throw new Stop('configuration', 'the suite could not be started: see what cucumber said above');
  }
  const recorded = [stampEnvelope(stamp), ...envelopes];
  const verdict = verdictOf(recorded);
  await writeReports(options.out, recorded, verdict);
  return verdict;
};
