// The run as a FHIR R4 TestReport: a test for each rule, an assertion for each scenario.
import type { RuleVerdict, ScenarioVerdict, VerdictDocument } from '../verdict/index.ts';
import { sourceText } from '../../schemas/editions/documents.ts';
import { textOfValue, wordsOf } from './labels.ts';

/** What FHIR R4 defines, as far as it is used here. */
interface TestReport {
  readonly resourceType: 'TestReport';
  readonly name: string;
  readonly status: 'completed' | 'stopped';
  readonly testScript: { readonly display: string };
  readonly result: 'pass' | 'fail' | 'pending';
  readonly score?: number;
  readonly tester: string;
  readonly issued: string;
  readonly participant: readonly Participant[];
  readonly test: readonly Test[];
}

interface Participant {
  readonly type: 'test-engine' | 'server' | 'client';
  readonly uri: string;
  readonly display: string;
}

interface Test {
  readonly name: string;
  readonly description: string;
  readonly action: readonly Action[];
}

interface Action {
  readonly assert: { readonly result: Result; readonly message: string; readonly detail?: string };
}

type Result = 'pass' | 'skip' | 'fail' | 'warning' | 'error';

const results: Readonly<Record<ScenarioVerdict['result'], Result>> = {
  passed: 'pass',
  violated: 'fail',
  'not-exercised': 'skip',
  inconclusive: 'error',
};

/** A FHIR string: never empty, and without control characters. */
const fhirString = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]/gu, ' ').trim() || '-';

const messageOf = ({ name, reason, mismatches = [] }: ScenarioVerdict): string =>
  [
    name,
    ...(reason === undefined ? [] : [reason]),
    ...mismatches.map(({ what, expected, actual }) =>
      expected === undefined ? what : `${what}: expected ${textOfValue(expected)}, actual ${textOfValue(actual)}`,
    ),
  ].join('\n');

const action = (result: Result, message: string, detail?: string): Action => ({
  assert: {
    result,
    message: fhirString(message),
    ...(detail === undefined ? {} : { detail: fhirString(detail) }),
  },
});

/** A violation that the verdict does not count is a warning here. */
const resultOf = (rule: RuleVerdict, { result }: ScenarioVerdict): Result =>
  result === 'violated' && rule.verdict !== 'violated' ? 'warning' : results[result];

const testOf = (rule: RuleVerdict): Test => ({
  name: fhirString(rule.id),
  description: fhirString(`${rule.statement} (${rule.basis}, ${sourceText(rule.source)}: ${wordsOf(rule)})`),
  action:
    rule.scenarios.length === 0
      ? [action('skip', rule.reason ?? 'not exercised')]
      : rule.scenarios.map((scenario) => action(resultOf(rule, scenario), messageOf(scenario), scenario.at)),
});

const overall = ({ conclusion }: VerdictDocument): TestReport['result'] => {
  if (conclusion === 'conformant' || conclusion === 'stale') return 'pass';
  return conclusion === 'divergent' ? 'fail' : 'pending';
};

const participants = ({ harness, target }: VerdictDocument): readonly Participant[] => [
  { type: 'test-engine', uri: `urn:${harness.name}:${harness.version}`, display: `${harness.name} ${harness.version}` },
  target.kind === 'mock'
    ? { type: 'server', uri: `urn:${harness.name}:mock`, display: 'the embedded mock' }
    : { type: target.kind === 'client' ? 'client' : 'server', uri: target.baseUrl, display: target.baseUrl },
];

/** The TestReport of a run. Its score is the percentage of the exercised rules that are not violated. */
export const testReport = (verdict: VerdictDocument): TestReport => {
  const { harness, edition, ruleSet, seed, divergence, conclusion, time } = verdict;
  const script = `${harness.name} ${harness.version}, edition ${edition}, rule set ${ruleSet.digest}, seed ${seed ?? 'none'}`;
  return {
    resourceType: 'TestReport',
    name: `Canvas FHIR Appointment API, edition ${edition}`,
    status: conclusion === 'stopped' ? 'stopped' : 'completed',
    testScript: { display: script },
    result: overall(verdict),
    ...(divergence.share === null ? {} : { score: Math.round((1 - divergence.share) * 10_000) / 100 }),
    tester: `${harness.name} ${harness.version}`,
    issued: time,
    participant: participants(verdict),
    test: verdict.rules.map(testOf),
  };
};
