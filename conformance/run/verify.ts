// A whole verification: run the suite, judge its messages, write the reports.
import type { Edition } from '../../schemas/editions.ts';
import { ruleIds, type RuleId } from '../../schemas/rules/index.ts';
import { handedToken, type Token } from '../../steps/support/targets/live/tokens.ts';
import { loadDeviations } from '../deviations/file.ts';
import { Stop } from '../exit-codes.ts';
import { mediaTypes, type Stopped, type Target } from '../messages/evidence.ts';
import type { Envelope } from '../messages/envelope.ts';
import { harness } from '../package.ts';
import { redacted, secretsIn } from '../redact.ts';
import { writeReports } from '../reports/write.ts';
import { ruleSetDigest, stampEnvelope, type Stamp } from '../verdict/stamp.ts';
import { verdictOf, type VerdictDocument } from '../verdict/verdict.ts';
import { namedTarget, preflight } from './preflight.ts';
import type { Progress } from './progress.ts';
import { tagExpression } from './selection.ts';
import { runSuite } from './suite.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface VerifyOptions {
  readonly edition: Edition;
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
  const baseUrl = namedTarget(environment);
  return baseUrl === undefined ? { kind: 'mock', baseUrl: 'embedded mock' } : { kind: 'live', baseUrl };
};

const stampFor = (options: VerifyOptions, target: Target): Stamp => ({
  harness,
  edition: options.edition,
  target,
  seed: options.seed ?? null,
  ruleSet: { digest: ruleSetDigest(), rules: ruleIds.length },
  selection: { rules: options.rules, tags: options.tags ?? null },
  maxNotExercised: options.maxNotExercised,
  knownDeviations: loadDeviations(options.knownDeviations, target),
});

/** What the child is told: the edition, the seed, and the token that the look at the target was made with. */
const environmentFor = ({ environment, edition, seed }: VerifyOptions, token: Token | undefined): Environment => ({
  ...environment,
  CANVAS_EDITION: edition,
  ...(seed === undefined ? {} : { CANVAS_SEED: seed }),
  ...(token === undefined ? {} : { [handedToken]: JSON.stringify(token) }),
});

interface Start {
  readonly target: Target;
  readonly token: Token | undefined;
  readonly secrets: readonly string[];
}

const collect = async (options: VerifyOptions, { target, token, secrets }: Start): Promise<readonly Envelope[]> => {
  const envelopes: Envelope[] = [];
  await runSuite({
    tags: tagExpression(options.edition, options.rules, options.tags),
    parallel: target.kind === 'live' ? 1 : options.parallel,
    environment: environmentFor(options, token),
    onText: (text) => options.onText(redacted(text, secrets)),
    onEnvelope: (raw, stop) => {
      const envelope = JSON.parse(redacted(JSON.stringify(raw), secrets)) as Envelope;
      envelopes.push(envelope);
      options.progress.see(envelope);
      if (envelope.attachment?.mediaType === mediaTypes.stopped) stop();
    },
  });
  options.progress.end();
  if (!envelopes.some(({ testRunStarted, parseError }) => testRunStarted !== undefined || parseError !== undefined)) {
    throw new Stop('configuration', 'the suite could not be started: see what cucumber said above');
  }
  return envelopes;
};

/** The messages of a run that was not started, since nothing that answers is worth testing. */
const notStarted = (reason: string, secrets: readonly string[]): readonly Envelope[] => {
  const timestamp = { seconds: Math.floor(Date.now() / 1000), nanos: 0 };
  const body = redacted(JSON.stringify({ reason, conclusion: 'inconclusive' } satisfies Stopped), secrets);
  return [
    { testRunStarted: { timestamp } },
    { attachment: { mediaType: mediaTypes.stopped, contentEncoding: 'IDENTITY', body } },
    { testRunFinished: { success: false, timestamp } },
  ];
};

const messagesOf = async (options: VerifyOptions, target: Target): Promise<readonly Envelope[]> => {
  const secrets = secretsIn(options.environment);
  if (target.kind === 'mock') return collect(options, { target, token: undefined, secrets });
  const look = await preflight(target.baseUrl, options.environment);
  if (!look.isReady) return notStarted(look.reason, secrets);
  return collect(options, { target, token: look.token, secrets: [...look.secrets, ...secrets] });
};

/** Runs the suite against the target and leaves the reports in the folder. */
export const verify = async (options: VerifyOptions): Promise<VerdictDocument> => {
  const target = targetOf(options.environment);
  const stamp = stampFor(options, target);
  const recorded = [stampEnvelope(stamp), ...(await messagesOf(options, target))];
  const verdict = verdictOf(recorded);
  await writeReports(options.out, recorded, verdict);
  return verdict;
};
