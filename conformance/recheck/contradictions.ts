// Compares each recorded scenario with the same scenario performed again on the recorded answers.
import { isDeepStrictEqual } from 'node:util';
import { type Envelope, type Exchange, scenariosOf, type Scenario } from '../suite/messages/index.ts';
import { unmarked } from '../../targets/live/index.ts';
import { exchangesOf, outcomeOf, type Outcome } from '../verdict/index.ts';

/** An outcome in words, with its reason. */
const textOfOutcome = (outcome: Outcome): string => {
  if ('mismatches' in outcome) return `violated: ${outcome.mismatches[0]?.what.split('\n')[0] ?? ''}`;
  return 'reason' in outcome ? `${outcome.result}: ${outcome.reason}` : outcome.result;
};

/** A scenario that was not exercised has no answers to go on with, so that it ends as inconclusive when performed again. */
const isSameResult = (one: Outcome, other: Outcome): boolean =>
  one.result === other.result || (one.result === 'not-exercised' && other.result === 'inconclusive');

const differingResult = (said: Scenario, found: Scenario): readonly string[] => {
  const [one, other] = [outcomeOf(said), outcomeOf(found)];
  if (isSameResult(one, other)) return [];
  return [`it is recorded as ${one.result}, but the recorded answers make it ${textOfOutcome(other)}`];
};

/** A request without the mark of its run, which belongs to the run and not to the scenario. */
const requestOf = ({ request: { method, path, body } }: Exchange): object => ({ method, path, body: unmarked(body) });

const differingRequests = (said: readonly Exchange[], found: readonly Exchange[]): readonly string[] =>
  found.flatMap((exchange, position) => {
    const recorded = said[position];
    if (recorded === undefined || isDeepStrictEqual(requestOf(recorded), requestOf(exchange))) return [];
    const { method, path } = recorded.request;
    return [`request ${position + 1}, ${method} ${path}, is not what the scenario sends there`];
  });

const differingBodies = (said: readonly Exchange[], found: readonly Exchange[]): readonly string[] =>
  found.flatMap(({ response }, position) => {
    const recorded = said[position];
    if (recorded === undefined || isDeepStrictEqual(recorded.response.body, response.body)) return [];
    return [`the body of answer ${position + 1} is recorded in two ways that differ`];
  });

const differingCount = (said: readonly Exchange[], found: readonly Exchange[]): readonly string[] =>
  said.length === found.length ? [] : [`${said.length} exchanges are recorded, the scenario has ${found.length}`];

const contradictionsIn = (said: Scenario, found: Scenario): readonly string[] => {
  const [recorded, repeated] = [exchangesOf(said), exchangesOf(found)];
  return [
    ...differingResult(said, found),
    ...differingRequests(recorded, repeated),
    ...differingBodies(recorded, repeated),
    ...differingCount(recorded, repeated),
  ];
};

/** What contradicts the recorded run, in one line each: `<scenario>: <difference>`. Empty where nothing does. */
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
