// Lets the suite run against the embedded mock once, for the scripts that its scenarios come to.
import type { Edition } from '../../schemas/editions/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { Stop } from '../../conformance/run/exit-codes.ts';
import type { Envelope } from '../../conformance/suite/messages/envelope.ts';
import { scenariosOf } from '../../conformance/suite/messages/scenarios.ts';
import { secluded } from '../../conformance/suite/offline-environment.ts';
import { tagExpression } from '../../conformance/suite/selection.ts';
import { runSuite } from '../../conformance/suite/run-suite.ts';
import { gatherScripts, obstacle, scriptOf, type SuiteScripts } from '../requests/index.ts';

/** The scripts of the scenarios of some rules; of all where none is named. */
export const suiteScripts = async (edition: Edition, rules: readonly RuleId[]): Promise<SuiteScripts> => {
  const terms = { edition, validation: 'documented' } as const;
  const envelopes: Envelope[] = [];
  await runSuite({
    tags: tagExpression(terms, rules, undefined),
    parallel: 1,
    environment: secluded(terms),
    onEnvelope: (envelope) => envelopes.push(envelope),
    onText: () => undefined,
  });
  const { scripts, leftOut } = gatherScripts(
    scenariosOf(envelopes),
    (scenario) => obstacle(scenario) ?? scriptOf(scenario) ?? 'it sends nothing, or secrets',
  );
  if (scripts.length === 0) throw new Stop('inconclusive', 'no scenario of this selection can be performed elsewhere');
  return { scripts, leftOut };
};
