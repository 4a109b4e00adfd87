// Plays a recorded run: the suite with every assertion made anew, answered from cassettes, and nothing on the network.
import type { RuleId } from '../../schemas/rules/index.ts';
import { loadDeviations } from '../../conformance/deviations/index.ts';
import { Stop } from '../../conformance/run/exit-codes.ts';
import {
  type Envelope,
  evidenceOf,
  mediaTypes,
  type Exchange,
  scenariosOf,
  type Scenario,
} from '../../conformance/suite/messages/index.ts';
import { harness } from '../../conformance/run/package.ts';
import { judgeRun } from '../../conformance/reports/index.ts';
import { performRecording, tagExpression } from '../../conformance/suite/index.ts';
import { ruleSetOf, stampEnvelope, type VerdictDocument } from '../../conformance/verdict/index.ts';
import type { Cassettes, Taped, TapedExchange } from './cassette.ts';
import { unexpectedIn } from './unexpected-requests.ts';
import { played } from '../requests/index.ts';

interface ReplayOptions {
  readonly rules: readonly RuleId[];
  readonly tags: string | undefined;
  /** Whether refusals have to come in the words of the page, to the letter. */
  readonly strict: boolean;
  readonly knownDeviations: string | undefined;
  readonly out: string;
  readonly cucumberHtml: boolean;
}

const textOf = ({ body, text }: TapedExchange['response']): string => text ?? JSON.stringify(body);

/** A scenario as `targets/recorded.ts` reads it. */
const recordingOf = ({ target, exchanges, notExercised }: Taped): object => ({
  target,
  notExercised,
  exchanges: exchanges.map(({ request, response }) => ({
    request,
    response: { status: response.status, headers: response.headers, text: textOf(response) },
  })),
});

/** The first request of a scenario that is not the one on its tape. */
const firstUnexpected = (scenario: Scenario, tape: Taped | undefined): string | undefined => {
  const sent = evidenceOf<Exchange>(scenario.attachments, mediaTypes.exchange);
  for (const [index, { request }] of sent.entries()) {
    const unexpected = unexpectedIn(tape?.exchanges[index]?.request, request);
    if (unexpected !== undefined) return `${scenario.at} ${scenario.name}: request ${index + 1}, ${unexpected}`;
  }
  return undefined;
};

const checkRequests = (envelopes: readonly Envelope[], tapes: readonly Taped[]): void => {
  const byPlace = new Map(tapes.map((tape) => [tape.at, tape]));
  const unexpected = scenariosOf(envelopes).flatMap(
    (scenario) => firstUnexpected(scenario, byPlace.get(scenario.at)) ?? [],
  )[0];
  if (unexpected !== undefined)
    throw new Stop('configuration', `${unexpected}: the suite has changed since, record again`);
};

/** Plays cassettes, writes the reports and gives the verdict. */
export const replay = async ({ manifest, scenarios }: Cassettes, options: ReplayOptions): Promise<VerdictDocument> => {
  const tapes = JSON.parse(played(JSON.stringify(scenarios))) as readonly Taped[];
  const rules = options.rules.length > 0 ? options.rules : (manifest.selection.rules as readonly RuleId[]);
  const tags = options.tags ?? manifest.selection.tags;
  const recording = Object.fromEntries(tapes.map((tape) => [tape.at, recordingOf(tape)]));
  const envelopes = await performRecording(
    recording,
    { ...manifest, strict: options.strict },
    { rules, tags: tagExpression(manifest, rules, tags ?? undefined) },
  );
  checkRequests(envelopes, tapes);
  const { edition, validation, target, maxNotExercised } = manifest;
  const stamp = stampEnvelope({
    harness,
    edition,
    validation,
    ...(options.strict ? { strict: true } : {}),
    target,
    seed: null,
    ruleSet: ruleSetOf(target),
    selection: { rules, tags },
    maxNotExercised,
    knownDeviations: loadDeviations(options.knownDeviations, target),
  });
  return judgeRun(options.out, [stamp, ...envelopes], options);
};
