// Lets the suite run against the embedded mock once, for the scripts that its scenarios come to.
import type { Edition } from '../../schemas/editions/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Settings } from '../attribution/index.ts';
import { Stop } from '../../conformance/run/exit-codes.ts';
import { type Envelope, scenariosOf } from '../../conformance/suite/messages/index.ts';
import { offlineEnvironment, tagExpression, runSuite } from '../../conformance/suite/index.ts';
import { gatherScripts, obstacleOf, scriptOf, type SuiteScripts } from '../requests/index.ts';

/** The scripts of the scenarios of some rules, of all where none is named, on servers that have some settings. */
export const suiteScripts = async (
  edition: Edition,
  rules: readonly RuleId[],
  settings: Settings,
): Promise<SuiteScripts> => {
  const context = { edition, validation: 'documented' } as const;
  const envelopes: Envelope[] = [];
  await runSuite({
    rules,
    tags: tagExpression(context, rules, undefined),
    parallel: 1,
    environment: offlineEnvironment(context),
    onEnvelope: (envelope) => envelopes.push(envelope),
    onText: () => undefined,
  });
  const { scripts, leftOut } = gatherScripts(
    scenariosOf(envelopes),
    (scenario) => obstacleOf(scenario, settings) ?? scriptOf(scenario) ?? 'it sends nothing, or secrets',
  );
  if (scripts.length === 0) throw new Stop('inconclusive', 'no scenario of this selection can be performed elsewhere');
  return { scripts, leftOut };
};
