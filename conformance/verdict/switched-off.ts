// Features that the page describes as switches of the instance: where a target has one off, what rests on it is not applicable.
import { isObject } from '../../schemas/json.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Exchange, Mismatch, Scenario } from '../suite/messages/index.ts';
import { exchangesOf, outcomeOf } from './scenario-outcome.ts';

/** The scenarios that ran, by rule. */
type Ran = ReadonlyMap<string, readonly Scenario[]>;

export interface SwitchedOff {
  readonly reason: string;
  /** Whether a difference is what the switch makes of it. */
  readonly isDueToSwitch: (mismatch: Mismatch, exchanges: readonly Exchange[]) => boolean;
}

interface Switch extends SwitchedOff {
  /** Of each group some rule is broken, and none by anything else than the switch: one group alone is a fault of its own. */
  readonly shownBy: readonly (readonly RuleId[])[];
}

const isCodingSent = ({ request: { body } }: Exchange): boolean =>
  isObject(body) && JSON.stringify(body['reasonCode'] ?? null).includes('"coding"');

const isAccepted = ({ what, actual }: Mismatch): boolean =>
  what.startsWith('The rejection of') && isObject(actual) && Number(actual['status']) < 300;

const isCodingMissing = ({ what, actual }: Mismatch): boolean =>
  what.startsWith('reasonCode') &&
  !JSON.stringify(actual ?? null).includes('"coding"') &&
  !isCodingItself(what, actual);

/** A coding that is there and says something else. */
const isCodingItself = (what: string, actual: unknown): boolean =>
  what.includes('.coding') && actual !== null && actual !== undefined;

const switches: readonly Switch[] = [
  {
    shownBy: [['reason-code/must-exist'], ['reason-code/structured', 'reason-code/coding-shown']],
    isDueToSwitch: (mismatch, exchanges) =>
      exchanges.some(isCodingSent) && (isAccepted(mismatch) || isCodingMissing(mismatch)),
    reason:
      'the instance takes any coding of a reason and shows none: structured reasons for visit are switched off there, ' +
      'and a mock with --setting structuredReasonForVisit=false answers so',
  },
];

/** True for a rule that a target does not break by having a switch off. */
export const isSwitchedByTarget = (rule: string): boolean =>
  switches.some(({ shownBy }) => shownBy.some((ids) => (ids as readonly string[]).includes(rule)));

const isExplained = (scenario: Scenario, { isDueToSwitch }: SwitchedOff): boolean => {
  const outcome = outcomeOf(scenario);
  const exchanges = exchangesOf(scenario);
  return outcome.result === 'violated' && outcome.mismatches.every((mismatch) => isDueToSwitch(mismatch, exchanges));
};

const judged: ReadonlySet<string> = new Set(['passed', 'violated']);

/** The switches that a run has found off on its target. */
export const switchedOffIn = (ran: Ran): readonly SwitchedOff[] =>
  switches.filter((one) =>
    one.shownBy.every((ids) => {
      const scenarios = ids.flatMap((id) => ran.get(id) ?? []);
      const exercised = scenarios.filter((scenario) => judged.has(outcomeOf(scenario).result));
      return exercised.length > 0 && exercised.every((scenario) => isExplained(scenario, one));
    }),
  );

/** Why a scenario differs for no more than a switch that is off; undefined elsewhere. */
export const switchBehind = (scenario: Scenario, off: readonly SwitchedOff[]): string | undefined =>
  off.find((one) => isExplained(scenario, one))?.reason;
