// A whole verification: run the suite, judge its messages, write the reports.
import type { Edition } from '../../schemas/editions/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Validation } from '../../schemas/rules/rule.ts';
import { type HandedPlan, handedToken, planVariable, runVariable, type Token } from '../../targets/live/index.ts';
import { loadDeviations } from '../deviations/index.ts';
import { Stop } from '../run/exit-codes.ts';
import {
  accessLines,
  cleanupCommand,
  endWithCleanup,
  heedSignals,
  namedTarget,
  openRun,
  type OpenRun,
  preflight,
  putAway,
} from '../live/index.ts';
import { lineOf, mediaTypes, type Target, type Envelope } from '../suite/messages/index.ts';
import { harness } from '../run/package.ts';
import { levelIn, livePlan, maxCreatesIn, type Plan, overLines } from '../live/live-plan.ts';
import { notesOn, registerIn } from '../probe-register/index.ts';
import { redacted, secretsIn } from '../../redaction/secrets.ts';
import { checkFormatters, judgeRun, replayToFormatters } from '../reports/index.ts';
import { ruleSetOf, stampEnvelope, type Shard, type Stamp, type VerdictDocument } from '../verdict/index.ts';
import { notStarted } from './not-started.ts';
import type { Progress } from './progress.ts';
import { type Format, tagExpression, runSuite, withoutPeople } from '../suite/index.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface VerifyOptions {
  readonly edition: Edition;
  readonly validation: Validation;
  /** Whether refusals have to come in the words of the page, to the letter. */
  readonly strict: boolean;
  readonly rules: readonly RuleId[];
  readonly tags?: string;
  readonly out: string;
  /** Whether cucumber's own HTML report is written, too. */
  readonly cucumberHtml: boolean;
  /** Further formatters of cucumber, and their options. */
  readonly formats: readonly Format[];
  readonly formatOptions?: string;
  readonly knownDeviations?: string;
  readonly maxNotExercised: number;
  readonly parallel: number;
  readonly seed?: string;
  readonly shard?: Shard;
  readonly environment: Environment;
  readonly progress: Progress;
  readonly onText: (text: string) => void;
  /** Whether the reports on a live target, and formatters, show who its people are. */
  readonly showPeople: boolean;
}

/** The target that the environment names, or the embedded mock. */
const targetOf = (environment: Environment): Target => {
  const baseUrl = namedTarget(environment);
  return baseUrl === undefined ? { kind: 'mock', baseUrl: 'embedded mock' } : { kind: 'live', baseUrl };
};

/** What was probed of the target; nothing where nobody has probed it. */
const probesOf = ({ environment }: VerifyOptions, target: Target): Pick<Stamp, 'probes'> => {
  const register = registerIn(environment);
  const notes = notesOn(register, target.kind === 'mock' ? undefined : target.baseUrl);
  return notes.length === 0 ? {} : { probes: { register, notes } };
};

const stampFor = (options: VerifyOptions, target: Target): Stamp => ({
  harness,
  edition: options.edition,
  validation: options.validation,
  ...(options.strict ? { strict: true } : {}),
  target,
  ...(target.kind === 'live'
    ? { level: levelIn(options.environment), maxCreates: maxCreatesIn(options.environment) }
    : {}),
  seed: options.seed ?? null,
  ruleSet: ruleSetOf(target),
  selection: { rules: options.rules, tags: options.tags ?? null },
  maxNotExercised: options.maxNotExercised,
  ...(options.shard === undefined ? {} : { shard: options.shard }),
  knownDeviations: loadDeviations(options.knownDeviations, target),
  ...probesOf(options, target),
});

const handedOf = ({ most, withheld, open, combinations }: Plan): HandedPlan => ({ most, withheld, open, combinations });

/** What the child is told: the edition, the seed, and the live run it is a part of. */
const environmentFor = (
  { environment, edition, validation, strict, seed }: VerifyOptions,
  live: Live | undefined,
): Environment => ({
  ...environment,
  CANVAS_EDITION: edition,
  CANVAS_VALIDATION: validation,
  CANVAS_STRICT: String(strict),
  ...(seed === undefined ? {} : { CANVAS_SEED: seed }),
  ...(live === undefined
    ? {}
    : { [runVariable]: live.run, CANVAS_LEDGER: live.ledger, [planVariable]: JSON.stringify(handedOf(live.plan)) }),
  ...(live?.token === undefined ? {} : { [handedToken]: JSON.stringify(live.token) }),
});

interface Live extends OpenRun {
  readonly token: Token | undefined;
  readonly plan: Plan;
}

const withoutSecrets = (envelope: Envelope, secrets: readonly string[]): Envelope => {
  const text = lineOf(envelope);
  const shown = redacted(text, secrets);
  return shown === text ? envelope : (JSON.parse(shown) as Envelope);
};

/** Ends a suite for good at the end of the scenario that has said so: what it has found is kept. */
const stopping = (): ((envelope: Envelope, stop: () => void) => void) => {
  let isLast = false;
  return ({ attachment, testCaseFinished }, stop) => {
    isLast ||= attachment?.mediaType === mediaTypes.stopped;
    if (isLast && testCaseFinished !== undefined) stop();
  };
};

const collect = async (options: VerifyOptions, live: Live | undefined): Promise<readonly Envelope[]> => {
  const envelopes: Envelope[] = [];
  const secrets = [...secretsIn(options.environment), ...(live?.client.tokens.values ?? [])];
  const endEarly = stopping();
  await runSuite({
    rules: options.rules,
    tags: tagExpression(options, options.rules, options.tags),
    parallel: live === undefined ? options.parallel : 1,
    shard: options.shard,
    environment: environmentFor(options, live),
    onText: (text) => options.onText(redacted(text, secrets)),
    onEnvelope: (raw, stop) => {
      const envelope = withoutSecrets(raw, secrets);
      envelopes.push(envelope);
      options.progress.see(envelope);
      endEarly(envelope, stop);
    },
  });
  options.progress.end();
  if (!envelopes.some(({ testRunStarted, parseError }) => testRunStarted !== undefined || parseError !== undefined)) {
    throw new Stop('configuration', 'the suite could not be started: see what cucumber said above');
  }
  return envelopes;
};

/** Whether the people of the target are hidden: those of a mock are made up. */
const isHiding = ({ environment, showPeople }: VerifyOptions): boolean =>
  namedTarget(environment) !== undefined && !showPeople;

interface Ran {
  readonly envelopes: readonly Envelope[];
  /** What became of what the run has created, in lines. */
  readonly cleanup: readonly string[];
}

const runLive = async (options: VerifyOptions, baseUrl: string): Promise<Ran> => {
  const tags = tagExpression(options, options.rules, options.tags);
  const { plan, maxCreates } = livePlan(options.environment, baseUrl, tags, options);
  const open = openRun(baseUrl, options.environment);
  const secrets = secretsIn(options.environment);
  const look = await preflight(open.client, plan.reads);
  if (!look.isReady) return { envelopes: notStarted(look.reason, secrets), cleanup: [] };
  const lines = [...overLines(plan, maxCreates), ...accessLines(look.withheld)];
  lines.forEach((line) => options.onText(`${line}\n`));
  const unheed = heedSignals(cleanupCommand(open));
  const { result: envelopes, cleanup } = await endWithCleanup(
    collect(options, { ...open, token: look.token, plan: { ...plan, withheld: [...plan.withheld, ...look.withheld] } }),
    () => putAway(open, [...secrets, ...open.client.tokens.values]).finally(unheed),
  );
  return { envelopes, cleanup };
};

/** The verdict on a run, and what became of what it has created. */
export interface Verified {
  readonly verdict: VerdictDocument;
  readonly cleanup: readonly string[];
}

/** Runs the suite against the target and leaves the reports in the folder. */
export const verify = async (options: VerifyOptions): Promise<Verified> => {
  const target = targetOf(options.environment);
  await checkFormatters(options.formats);
  const stamp = stampFor(options, target);
  const { envelopes, cleanup } =
    target.kind === 'live'
      ? await runLive(options, target.baseUrl)
      : { envelopes: await collect(options, undefined), cleanup: [] };
  const shown = isHiding(options) ? withoutPeople(envelopes, options.environment['CANVAS_CASSETTE_KEY']) : envelopes;
  const verdict = await judgeRun(options.out, [stampEnvelope(stamp), ...shown], options);
  await replayToFormatters(options, shown);
  return { verdict, cleanup };
};
