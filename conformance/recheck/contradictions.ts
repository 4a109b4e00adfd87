// Compares each recorded scenario with the same scenario performed again on the recorded answers.
import { isDeepStrictEqual } from 'node:util';
import {
  type Envelope,
  evidenceOf,
  type Exchange,
  mediaTypes,
  membersOf,
  scenariosOf,
  type Scenario,
} from '../suite/messages/index.ts';
import { isPseudonymous } from '../../redaction/people/index.ts';
import { withoutMarks } from '../../targets/live/index.ts';
import { exchangesOf, outcomeOf, stampOf, type Outcome } from '../verdict/index.ts';

/** An outcome in words, with its reason. */
const textOfOutcome = (outcome: Outcome): string => {
  if ('mismatches' in outcome) return `violated: ${outcome.mismatches[0]?.what.split('\n')[0] ?? ''}`;
  return 'reason' in outcome ? `${outcome.result}: ${outcome.reason}` : outcome.result;
};

/** Results that say nothing about a rule. */
const silent: readonly Outcome['result'][] = ['not-exercised', 'inconclusive'];

/** A scenario that said nothing has no answers to go on with: performed again, it says nothing either, and may give another reason. */
const isSameResult = (one: Outcome, other: Outcome): boolean =>
  one.result === other.result || (silent.includes(one.result) && silent.includes(other.result));

/** A scenario with which its run was ended says nothing, whatever its answers come to: and that run is not conformant. */
const hasEndedRun = ({ attachments }: Scenario): boolean => evidenceOf(attachments, mediaTypes.stopped).length > 0;

const differingResult = (said: Scenario, found: Scenario): readonly string[] => {
  const [one, other] = [outcomeOf(said), outcomeOf(found)];
  if (isSameResult(one, other) || (one.result === 'inconclusive' && hasEndedRun(said))) return [];
  return [`it is recorded as ${one.result}, but the recorded answers make it ${textOfOutcome(other)}`];
};

/** A request without the mark of its run, which belongs to the run and not to the scenario. */
const requestOf = ({ request: { method, path, body } }: Exchange): object => ({
  method,
  path,
  body: withoutMarks(body),
});

/** True where what is hidden in the address of a search is a part of what an answer before has shown: it was hidden by itself. */
const isHiddenPart = (recorded: Exchange, repeated: Exchange, before: readonly Exchange[]): boolean => {
  const [one, other] = [recorded, repeated].map(({ request: { path } }) => new URL(path, 'http://any'));
  const [said, found] = [[...(one?.searchParams ?? [])], [...(other?.searchParams ?? [])]];
  const shown = before.map(({ response: { text } }) => text.toLowerCase());
  return (
    one?.pathname === other?.pathname &&
    said.length === found.length &&
    said.every(([name, value], position) => {
      const [foundName, foundValue = ''] = found[position] ?? [];
      const isShown = shown.some((text) => foundValue !== '' && text.includes(foundValue.toLowerCase()));
      return name === foundName && (value === foundValue || (isPseudonymous(value) && isShown));
    })
  );
};

const differingRequests = (said: readonly Exchange[], found: readonly Exchange[]): readonly string[] =>
  found.flatMap((exchange, position) => {
    const recorded = said[position];
    if (recorded === undefined || isDeepStrictEqual(requestOf(recorded), requestOf(exchange))) return [];
    const isSame = isDeepStrictEqual({ ...requestOf(recorded), path: '' }, { ...requestOf(exchange), path: '' });
    if (isSame && isHiddenPart(recorded, exchange, said.slice(0, position))) return [];
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

const nameOf = ({ at, name }: Scenario): string => `${at} ${name}`;

/** True where a run has come to its end, so that each scenario which was chosen has to be there. */
const isWhole = (recorded: readonly Envelope[]): boolean =>
  membersOf(recorded, 'testRunFinished').length > 0 &&
  evidenceOf(membersOf(recorded, 'attachment'), mediaTypes.stopped).length === 0;

/** Scenarios that the selection of the run has, and the recording has not, or has twice. */
const miscountsIn = (recorded: readonly Envelope[], chosen: readonly Scenario[]): readonly string[] => {
  const { shard } = stampOf(recorded);
  const said = scenariosOf(recorded);
  const isDue = (_one: Scenario, position: number): boolean =>
    shard === undefined || position % shard.total === shard.index - 1;
  const absent = isWhole(recorded)
    ? chosen.filter(isDue).filter(({ at }) => !said.some((one) => one.at === at && one.finished))
    : [];
  // A scenario runs once, and no attempt is repeated.
  const attempts = membersOf(recorded, 'testCaseStarted').map(({ testCaseId }) => testCaseId);
  const doubled = attempts.filter((id, position) => attempts.indexOf(id) !== position);
  return [
    ...absent.map((one) => `${nameOf(one)}: it was chosen, and is not recorded`),
    ...doubled.map((id) => `a scenario is recorded twice (test case ${id})`),
  ];
};

/** A scenario that was performed in another edition than the run is said to be of. */
const otherEdition = ({ attachments }: Scenario, edition: string): readonly string[] => {
  const [opened] = evidenceOf<{ readonly edition?: string }>(attachments, mediaTypes.target);
  return opened?.edition === undefined || opened.edition === edition
    ? []
    : [`it was performed in the edition of ${opened.edition}, and the run is said to be of ${edition}`];
};

/** What contradicts the recorded run, in one line each: `<scenario>: <difference>`. Empty where nothing does. */
export const contradictions = (recorded: readonly Envelope[], repeated: readonly Envelope[]): readonly string[] => {
  const chosen = scenariosOf(repeated);
  const found = new Map(chosen.map((scenario) => [scenario.at, scenario]));
  const { edition } = stampOf(recorded);
  const differing = scenariosOf(recorded)
    .filter(({ finished }) => finished)
    .flatMap((said) => {
      const again = found.get(said.at);
      if (again?.name !== said.name) return [`${nameOf(said)}: no scenario of this harness is that one`];
      const all = [...otherEdition(said, edition), ...contradictionsIn(said, again)];
      return all.map((contradiction) => `${nameOf(said)}: ${contradiction}`);
    });
  return [...miscountsIn(recorded, chosen), ...differing];
};
