// Any server at a base URL as a target: a Canvas sandbox, or one that claims to be compatible.
import { randomInt } from 'node:crypto';
import { dayAfter, type Cast } from '../cast.ts';
import { Budget, usualBudget } from './live/budget.ts';
import { Courier } from './live/courier.ts';
import { castFrom, namedPeople, unserved } from './live/discovery.ts';
import { clientIn, ehrUrlOf, numberIn, type Environment } from './live/environment.ts';
import { Gate } from './live/gate.ts';
import { journalFor } from './live/journal.ts';
import { checkCommand, tieToCommand } from './live/lifeline.ts';
import { needsOf } from './live/needs.ts';
import { checkHost } from './live/sandbox.ts';
import type { Target } from './target.ts';

// Days that no other scenario uses: a far beginning by chance, then two weeks further for each scenario.
const firstDay = dayAfter('2031-01-01', randomInt(0, 700) * 30);
const daysApart = 14;
let scenarios = 0;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Run {
  readonly ehrUrl: string;
  readonly courier: Courier;
  readonly gate: Gate;
  readonly cast: Cast;
  readonly unserved: ReadonlySet<string>;
}

/** What all scenarios of a run share: its tokens, its gate, and what was found out about the target. */
const runOf = async (baseUrl: string, environment: Environment): Promise<Run> => {
  checkHost(baseUrl, environment);
  const ehrUrl = ehrUrlOf(baseUrl, environment);
  const courier = new Courier(baseUrl, ehrUrl, environment);
  await courier.tokens.of();
  const budget = new Budget(numberIn(environment, 'CANVAS_MAX_CREATES', usualBudget, 0, 1_000_000));
  const gate = new Gate({
    ehrUrl,
    courier,
    budget,
    journal: journalFor(environment, baseUrl),
    check: () => checkCommand(environment),
  });
  tieToCommand(environment);
  const cast = await castFrom(courier.ask, environment, say);
  gate.enclose(namedPeople(cast, baseUrl, environment));
  return { ehrUrl, courier, gate, cast, unserved: await unserved(courier.ask) };
};

let running: Promise<Run> | undefined;

/** A server as the target of one scenario. The cast is found once for the run; each scenario has a day of its own. */
export const liveTarget = async (baseUrl: string, edition: string, environment: Environment): Promise<Target> => {
  running ??= runOf(baseUrl, environment);
  const { ehrUrl, courier, gate, cast, unserved: missing } = await running;
  const client = clientIn(environment);
  const lacking: Readonly<Record<string, string | undefined>> = needsOf(cast, client, environment);
  return {
    kind: 'live',
    baseUrl,
    ehrUrl,
    edition,
    cast,
    day: dayAfter(firstDay, scenarios++ * daysApart),
    client,
    token: (scope) => courier.tokens.of(scope),
    send: (request) => gate.send(request),
    backstage: undefined,
    lacks: (need) => {
      const type = /^resource-(\w+)$/.exec(need)?.[1];
      return type !== undefined && missing.has(type) ? `the target does not serve ${type}` : lacking[need];
    },
    close: () => Promise.resolve(),
  };
};
