// Any server at a base URL as a target: a Canvas sandbox, or one that claims to be compatible.
import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../../schemas/say.ts';
import type { Cast } from '../cast.ts';
import { AskedTypes } from './asked-types.ts';
import { Budget, usualBudget } from './budget.ts';
import { LiveClient } from './client.ts';
import { isOfServer } from './foreign-answers.ts';
import { FreeDays } from './free-days.ts';
import { ProofOfWriting } from './proof-of-writing.ts';
import { ScenarioWrites } from './scenario-writes.ts';
import { sendOrOwnSilence, type Asking } from './own-silence.ts';
import { proveLife } from './proof-of-life.ts';
import { castFrom, namedPeople, findUnserved } from './discovery.ts';
import { clientIn, ehrUrlOf, numberIn, secretsOf, type Environment } from './environment.ts';
import { acceptedAt, RequestGuard } from './request-guard.ts';
import { runLedgerFor } from './run-ledger.ts';
import { checkParent, exitWithParent } from './parent-process.ts';
import { RecordSharing } from './shared-records.ts';
import { unmetNeedsOf } from './unmet-needs.ts';
import { checkPlan, isToBeRefused, plannedAttempts, plannedLevel, plannedMost } from './plan-check.ts';
import type { Put } from './restore.ts';
import { withoutSecrets } from '../../redaction/secrets.ts';
import { checkHost } from './host-check.ts';
import type { ScenarioPlan } from '../scenario.ts';
import type { Send } from '../send.ts';
import type { Combined, SharedRecords, Target } from '../target.ts';

/** A server behind the limits of a run: everything that writes goes through the guard. */
export interface GuardedServer {
  readonly ehrUrl: string;
  readonly client: LiveClient;
  readonly budget: Budget;
  readonly guard: RequestGuard;
  readonly cast: Cast;
}

interface Run extends Omit<GuardedServer, 'budget'> {
  readonly sharing: RecordSharing;
  readonly days: FreeDays;
  readonly proof: ProofOfWriting;
  readonly silence: Pick<Asking, 'isAlive' | 'mayRepeat'>;
  readonly unserved: ReadonlySet<string>;
}

/** Puts the fence, the budget and the ledger of a run before a server, and looks who is there. `isJudged`: for scenarios. */
export const guardedServer = async (
  baseUrl: string,
  environment: Environment,
  level: string | undefined,
  isJudged = false,
): Promise<GuardedServer> => {
  checkHost(baseUrl, environment);
  const ehrUrl = ehrUrlOf(baseUrl, environment);
  const client = new LiveClient(baseUrl, ehrUrl, environment);
  await client.tokens.tokenFor();
  const budget = new Budget({
    maxCreates: numberIn(environment, 'CANVAS_MAX_CREATES', usualBudget, 0, Budget.most),
    planned: plannedMost(environment),
    end: (message) => client.end('stopped', message),
  });
  const guard = new RequestGuard({
    ehrUrl,
    client,
    budget,
    ledger: runLedgerFor(environment, baseUrl),
    level,
    isJudged,
    check: () => checkParent(environment),
  });
  await proveLife(client.ask);
  const cast = await castFrom(client.ask, environment, say);
  guard.enclose(namedPeople(cast, baseUrl, environment));
  return { ehrUrl, client, budget, guard, cast };
};

/** What all scenarios of a run share: its tokens, its guard, and what was found out about the target. */
const runOf = async (baseUrl: string, environment: Environment): Promise<Run> => {
  exitWithParent(environment);
  const { budget, ...server } = await guardedServer(baseUrl, environment, plannedLevel(environment), true);
  const { client, guard } = server;
  const days = new FreeDays(client.ask);
  const sharing = new RecordSharing({
    ask: client.ask,
    put: putThrough(guard, client),
    budget,
    days,
    originalOf: (type, id) => guard.originalOf(type, id),
  });
  const proof = new ProofOfWriting({
    baseUrl,
    token: () => client.tokens.tokenFor(),
    send: (request) => guard.send(request),
    hasRoom: (type) => budget.hasRoom(type),
    nextDay: () => days.next(),
  });
  const silence = {
    isAlive: async () => isOfServer(await client.askUsual()),
    mayRepeat: ({ url }: Request) => budget.hasRoom(/\/Patient\b/.test(url) ? 'Patient' : 'Appointment'),
  };
  return { ...server, sharing, days, proof, silence, unserved: await findUnserved(client.ask) };
};

/** Updates a record as a scenario would. */
const putThrough =
  (guard: RequestGuard, { baseUrl, tokens }: LiveClient): Put =>
  async (type, id, body) =>
    guard.send(
      new Request(`${baseUrl}/${type}/${id}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${await tokens.tokenFor()}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );

let running: Promise<Run> | undefined;

/** What a scenario has learnt about double booking; undefined until then. */
let doubleBooking: 'allow' | 'forbid' | undefined;

/** A server as the target of requests that belong to no scenario: nothing is planned or shared, and the day is a free one. */
export const openTarget = (baseUrl: string, edition: string, environment: Environment): Promise<Target> =>
  targetFor(baseUrl, edition, environment, undefined);

/** A server as the target of one scenario. The cast is found once for the run; days and records may be shared. */
export const liveTarget = (
  baseUrl: string,
  edition: string,
  environment: Environment,
  scenario: ScenarioPlan,
): Promise<Target> => {
  checkPlan(environment, scenario.place);
  return targetFor(baseUrl, edition, environment, scenario);
};

const sharedBy = (
  shared: (SharedRecords & { readonly combined: Combined | undefined }) | undefined,
): Partial<Target> =>
  shared === undefined ? {} : { sharedRecords: shared, ...(shared.combined && { combined: shared.combined }) };

/** Why a need is not met, by its name. */
type UnmetNeeds = Readonly<Record<string, string | undefined>>;

const targetFor = async (
  baseUrl: string,
  edition: string,
  environment: Environment,
  scenario: ScenarioPlan | undefined,
): Promise<Target> => {
  running ??= runOf(baseUrl, environment);
  const { ehrUrl, client, guard, sharing, days, proof, silence, cast, unserved: missing } = await running;
  const credentials = clientIn(environment);
  const lacking: UnmetNeeds = unmetNeedsOf(cast, credentials, environment, doubleBooking);
  const lacks = (need: string): string | undefined => {
    const type = /^resource-(\w+)$/.exec(need)?.[1];
    return type !== undefined && missing.has(type) ? `the target does not serve ${type}` : lacking[need];
  };
  const isLacking =
    scenario === undefined || scenario.isLeftOut || scenario.needs.some((need) => lacks(need) !== undefined);
  const shared = isLacking
    ? undefined
    : await sharing.open(scenario.creations, plannedAttempts(environment, scenario.place));
  const asked = new AskedTypes(baseUrl);
  const day = shared?.day ?? (scenario === undefined ? await days.next() : '2031-03-04');
  const writes = new ScenarioWrites(proof, day);
  const send: Send = (request) => guard.send(request);
  return {
    kind: 'live',
    baseUrl,
    ehrUrl,
    edition,
    cast,
    day,
    ...sharedBy(shared),
    client: credentials,
    token: (scope, patient) => client.tokens.tokenFor(scope, patient),
    send: (request) =>
      asked.watch(request, () => writes.watch(request, (one) => sendOrOwnSilence(one, { ...silence, send }))),
    adminAccess: undefined,
    letPass: (milliseconds) => wait(milliseconds),
    lag: guard.lag,
    redact: (text) => withoutSecrets(text, [...client.tokens.values, ...secretsOf(environment)]),
    lacks,
    learn: (_about, found) => {
      doubleBooking = found;
    },
    noteAccepted: (what, status) => {
      const level = plannedLevel(environment) ?? 'full';
      if (level === 'full' || !isToBeRefused(environment, scenario?.place ?? '')) return;
      client.endAfterwards('stopped', acceptedAt(level, what, status));
    },
    close: async (hasPassed) => {
      if (!hasPassed || asked.isOnlyRefused) await client.checkStillThere(asked.types);
      await client.endWhereLost(() => writes.end(hasPassed));
      await shared?.end(hasPassed || !writes.hasUpdated);
      client.check();
    },
  };
};
