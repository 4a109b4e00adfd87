// Any server at a base URL as a target: a Canvas sandbox, or one that claims to be compatible.
import { randomInt } from 'node:crypto';
import { dayAfter, type Cast } from '../cast.ts';
import { Budget, usualBudget } from './live/budget.ts';
import { askWith, castFrom, namedPeople, unserved } from './live/discovery.ts';
import { clientIn, ehrUrlOf, numberIn, patienceIn, type Environment } from './live/environment.ts';
import { Gate } from './live/gate.ts';
import { journalFor } from './live/journal.ts';
import { needsOf } from './live/needs.ts';
import { paced } from './live/retry.ts';
import { checkHost, rateIn } from './live/sandbox.ts';
import { Tokens } from './live/tokens.ts';
import { sendWithin } from './send.ts';
import type { Target } from './target.ts';

// Days that no other scenario uses: a far beginning by chance, then two weeks further for each scenario.
const firstDay = dayAfter('2031-01-01', randomInt(0, 700) * 30);
const daysApart = 14;
let scenarios = 0;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Run {
  readonly ehrUrl: string;
  readonly tokens: Tokens;
  readonly gate: Gate;
  readonly cast: Cast;
  readonly unserved: ReadonlySet<string>;
}

/** What all scenarios of a run share: its tokens, its gate, and what was found out about the target. */
const runOf = async (baseUrl: string, environment: Environment): Promise<Run> => {
  checkHost(baseUrl, environment);
  const ehrUrl = ehrUrlOf(baseUrl, environment);
  const send = paced(sendWithin(patienceIn(environment)), rateIn(environment, baseUrl));
  const tokens = new Tokens(ehrUrl, environment, send);
  const token = await tokens.of();
  const budget = new Budget(numberIn(environment, 'CANVAS_MAX_CREATES', usualBudget, 0, 1_000_000));
  const gate = new Gate({ baseUrl, ehrUrl, tokens, budget, journal: journalFor(environment, baseUrl), send });
  const ask = askWith(baseUrl, token, (request) => gate.send(request));
  const cast = await castFrom(ask, environment, say);
  gate.enclose(namedPeople(cast, baseUrl, environment));
  return { ehrUrl, tokens, gate, cast, unserved: await unserved(ask) };
};

let running: Promise<Run> | undefined;

/** A server as the target of one scenario. The cast is found once for the run; each scenario has a day of its own. */
export const liveTarget = async (baseUrl: string, edition: string, environment: Environment): Promise<Target> => {
  running ??= runOf(baseUrl, environment);
  const { ehrUrl, tokens, gate, cast, unserved: missing } = await running;
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
    token: (scope) => tokens.of(scope),
    send: (request) => gate.send(request),
    backstage: undefined,
    lacks: (need) => {
      const type = /^resource-(\w+)$/.exec(need)?.[1];
      return type !== undefined && missing.has(type) ? `the target does not serve ${type}` : lacking[need];
    },
    close: () => Promise.resolve(),
  };
};
