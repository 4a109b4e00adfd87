// Any server at a base URL as a target: a Canvas sandbox, or one that claims to be compatible.
import type { Cast } from '../cast.ts';
import type { Pickled } from './arrangement.ts';
import { Budget, usualBudget } from './budget.ts';
import { LiveClient } from './client.ts';
import { FreeDays } from './free-days.ts';
import { castFrom, namedPeople, unserved } from './discovery.ts';
import { clientIn, ehrUrlOf, numberIn, secretsOf, type Environment } from './environment.ts';
import { RequestGuard } from './request-guard.ts';
import { runLedgerFor } from './run-ledger.ts';
import { checkParent, exitWithParent } from './parent-process.ts';
import { Lending } from './loans.ts';
import { placeOf } from '../scenario-place.ts';
import { unmetNeedsOf } from './unmet-needs.ts';
import { checkPlan } from './plan-check.ts';
import type { Put } from './shared-records.ts';
import { without } from './secrets.ts';
import { checkHost } from './host-check.ts';
import type { Target } from '../target.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

type Scenario = Pickled & Parameters<typeof placeOf>[0] & { readonly tags: readonly { readonly name: string }[] };

interface Run {
  readonly ehrUrl: string;
  readonly client: LiveClient;
  readonly guard: RequestGuard;
  readonly lending: Lending;
  readonly days: FreeDays;
  readonly cast: Cast;
  readonly unserved: ReadonlySet<string>;
}

/** What all scenarios of a run share: its tokens, its guard, and what was found out about the target. */
const runOf = async (baseUrl: string, environment: Environment): Promise<Run> => {
  checkHost(baseUrl, environment);
  const ehrUrl = ehrUrlOf(baseUrl, environment);
  const client = new LiveClient(baseUrl, ehrUrl, environment);
  await client.tokens.of();
  const budget = new Budget(numberIn(environment, 'CANVAS_MAX_CREATES', usualBudget, 0, Budget.most));
  const guard = new RequestGuard({
    ehrUrl,
    client,
    budget,
    ledger: runLedgerFor(environment, baseUrl),
    check: () => checkParent(environment),
  });
  exitWithParent(environment);
  const cast = await castFrom(client.ask, environment, say);
  guard.enclose(namedPeople(cast, baseUrl, environment));
  const days = new FreeDays(client.ask);
  const lending = new Lending({
    ask: client.ask,
    put: putThrough(guard, client),
    budget,
    days,
    before: (type, id) => guard.before(type, id),
  });
  return { ehrUrl, client, guard, lending, days, cast, unserved: await unserved(client.ask) };
};

/** Updates a record as a scenario would. */
const putThrough =
  (guard: RequestGuard, { baseUrl, tokens }: LiveClient): Put =>
  async (type, id, body) =>
    guard.send(
      new Request(`${baseUrl}/${type}/${id}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${await tokens.of()}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );

let running: Promise<Run> | undefined;

/** A server as the target of requests that belong to no scenario: nothing is planned or lent, and the day is a free one. */
export const openTarget = (baseUrl: string, edition: string, environment: Environment): Promise<Target> =>
  targetFor(baseUrl, edition, environment, undefined);

/** A server as the target of one scenario. The cast is found once for the run; days and records may be lent. */
export const liveTarget = (
  baseUrl: string,
  edition: string,
  environment: Environment,
  pickle: Scenario,
): Promise<Target> => {
  checkPlan(environment, placeOf(pickle));
  return targetFor(baseUrl, edition, environment, pickle);
};

const targetFor = async (
  baseUrl: string,
  edition: string,
  environment: Environment,
  pickle: Scenario | undefined,
): Promise<Target> => {
  running ??= runOf(baseUrl, environment);
  const { ehrUrl, client, guard, lending, days, cast, unserved: missing } = await running;
  const credentials = clientIn(environment);
  const lacking: Readonly<Record<string, string | undefined>> = unmetNeedsOf(cast, credentials, environment);
  const lacks = (need: string): string | undefined => {
    const type = /^resource-(\w+)$/.exec(need)?.[1];
    return type !== undefined && missing.has(type) ? `the target does not serve ${type}` : lacking[need];
  };
  const isLacking = pickle?.tags.some(({ name }) => lacks(name.replace('@needs:', '')) !== undefined) ?? true;
  const loan = isLacking || pickle === undefined ? undefined : await lending.open(pickle);
  return {
    kind: 'live',
    baseUrl,
    ehrUrl,
    edition,
    cast,
    day: loan?.day ?? (pickle === undefined ? await days.next() : '2031-03-04'),
    ...(loan === undefined ? {} : { loan }),
    client: credentials,
    token: (scope, patient) => client.tokens.of(scope, patient),
    send: (request) => guard.send(request),
    adminAccess: undefined,
    redact: (text) => without(text, [...client.tokens.values, ...secretsOf(environment)]),
    lacks,
    close: async (hasPassed) => loan?.end(hasPassed),
  };
};
