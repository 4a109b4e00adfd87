// Where a recorded scenario does not bear out what is said of it, once its assertions were made anew.
import { isDeepStrictEqual } from 'node:util';
import { type Envelope, type Exchange, scenariosOf, type Scenario } from '../suite/messages/index.ts';
import { unmarked } from '../../targets/live/index.ts';
import { exchangesOf, outcomeOf, type Outcome } from '../verdict/index.ts';

const explained = (outcome: Outcome): string => {
  if ('mismatches' in outcome) return `violated: ${outcome.mismatches[0]?.what.split('\n')[0] ?? ''}`;
  return 'reason' in outcome ? `${outcome.result}: ${outcome.reason}` : outcome.result;
};

/** A scenario that ended as not exercised cannot be carried further by what was recorded of it. */
const isBorneOut = (one: Outcome, other: Outcome): boolean =>
  one.result === other.result || (one.result === 'not-exercised' && other.result === 'inconclusive');

const otherResult = (said: Scenario, found: Scenario): readonly string[] => {
  const [one, other] = [outcomeOf(said), outcomeOf(found)];
  if (isBorneOut(one, other)) return [];
  return [`it is recorded as ${one.result}, but the recorded answers make it ${explained(other)}`];
};

/** A request without the mark of its run, which belongs to the run and not to the scenario. */
const requestOf = ({ request: { method, path, body } }: Exchange): object => ({ method, path, body: unmarked(body) });

const otherRequest = (said: readonly Exchange[], found: readonly Exchange[]): readonly string[] =>
  found.flatMap((exchange, position) => {
    const recorded = said[position];
    if (recorded === undefined || isDeepStrictEqual(requestOf(recorded), requestOf(exchange))) return [];
    const { method, path } = recorded.request;
    return [`request ${position + 1}, ${method} ${path}, is not what the scenario sends there`];
  });

const otherBody = (said: readonly Exchange[], found: readonly Exchange[]): readonly string[] =>
  found.flatMap(({ response }, position) => {
    const recorded = said[position];
    if (recorded === undefined || isDeepStrictEqual(recorded.response.body, response.body)) return [];
    return [`the body of answer ${position + 1} is recorded in two ways that differ`];
  });

const leftOver = (said: readonly Exchange[], found: readonly Exchange[]): readonly string[] =>
  said.length === found.length ? [] : [`${said.length} exchanges are recorded, the scenario has ${found.length}`];

const contradictionsIn = (said: Scenario, found: Scenario): readonly string[] => {
  const [recorded, repeated] = [exchangesOf(said), exchangesOf(found)];
  return [
    ...otherResult(said, found),
    ...otherRequest(recorded, repeated),
    ...otherBody(recorded, repeated),
    ...leftOver(recorded, repeated),
  ];
};

/** Every contradiction about the scenarios of a recorded run, given the same run performed again from its answers. */
export const contradictions = (recorded: readonly Envelope[], repeated: readonly Envelope[]): readonly string[] => {
  const found = new Map(scenariosOf(repeated).map((scenario) => [scenario.at, scenario]));
  return scenariosOf(recorded)
    .filter(({ finished }) => finished)
    .flatMap((said) => {
      const again = found.get(said.at);
      const name = `${said.at} ${said.name}`;
      if (again?.name !== said.name) return [`${name}: no scenario of this harness is that one`];
      return contradictionsIn(said, again).map((contradiction) => `${name}: ${contradiction}`);
    });
};
