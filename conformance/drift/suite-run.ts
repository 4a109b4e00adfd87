// Lets the suite run against the embedded mock once, for the scripts that its scenarios come to.
import type { Terms } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { Stop } from '../exit-codes.ts';
import type { Envelope } from '../messages/envelope.ts';
import { scenariosOf } from '../messages/scenarios.ts';
import { tagExpression } from '../run/selection.ts';
import { runSuite } from '../run/suite.ts';
import type { Script } from './script.ts';
import { obstacle, scriptOf } from './suite-scripts.ts';

export interface SuiteScripts {
  readonly scripts: readonly Script[];
  /** Scenarios that nobody can perform on the other side, by the reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** The environment without whatever names a target. */
export const secluded = ({ edition, validation }: Terms): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CANVAS_|FUMAGE_)/.test(name))),
  CANVAS_EDITION: edition,
  CANVAS_VALIDATION: validation,
});

/** The scripts of the scenarios of some rules; of all where none is named. */
export const suiteScripts = async (edition: Edition, rules: readonly RuleId[]): Promise<SuiteScripts> => {
  const envelopes: Envelope[] = [];
  await runSuite({
    tags: tagExpression({ edition, validation: 'documented' }, rules, undefined),
    parallel: 1,
    environment: secluded({ edition, validation: 'documented' }),
    onEnvelope: (envelope) => envelopes.push(envelope),
    onText: () => undefined,
  });
  const scripts: Script[] = [];
  const leftOut: Record<string, number> = {};
  for (const scenario of scenariosOf(envelopes)) {
    const script = obstacle(scenario) === undefined ? scriptOf(scenario) : undefined;
    if (script !== undefined) scripts.push(script);
    else {
      const why = obstacle(scenario) ?? 'it sends nothing, or secrets';
      leftOut[why] = (leftOut[why] ?? 0) + 1;
    }
  }
  if (scripts.length === 0) throw new Stop('inconclusive', 'no scenario of this selection can be performed elsewhere');
  return { scripts, leftOut };
};
