// A server that fails now and then: what it answers at one time with a server error and at another time not is no rule's fault.
import {
  evidenceOf,
  isSilence,
  mediaTypes,
  serverFailed,
  type Exchange,
  type Mismatch,
  type Scenario,
} from '../suite/messages/index.ts';
import { exchangesOf } from './scenario-outcome.ts';

/** So many rules have to be hit, by so many kinds of requests: a fault of one kind of request belongs to a rule. */
const fewest = { rules: 3, methods: 2 } as const;

/** Days, ids and marks differ between requests that are alike. */
const withoutValues = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\d/g, 'day')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replace(/"value":"[^"]*\/\d+"/g, 'mark');

const kindOf = ({ request: { method, path, body } }: Exchange): string =>
  withoutValues(`${method} ${path} ${JSON.stringify(body ?? null)}`);

const hasFailed = ({ response: { status } }: Exchange): boolean => status >= 500;

interface Sent {
  readonly exchange: Exchange;
  readonly rules: readonly string[];
}

/** Whether a server error ended the scenario. Only such a scenario is judged otherwise on an unsteady server. */
const isEndedByFailure = ({ attachments }: Scenario): boolean =>
  evidenceOf<Mismatch>(attachments, mediaTypes.mismatch).some(({ what }) => what === serverFailed);

/** Why requests without an answer are no rule's fault: those of many rules are. */
const silenceOf = (scenarios: readonly Scenario[]): string | undefined => {
  const silent = scenarios.filter(({ attachments }) =>
    evidenceOf<Mismatch>(attachments, mediaTypes.mismatch).some(isSilence),
  );
  const rules = new Set(silent.flatMap(({ ruleIds }) => ruleIds));
  return rules.size < fewest.rules
    ? undefined
    : `the server did not answer now and then: requests of ${rules.size} rules were left without an answer twice`;
};

/** Why server errors of this run are no rule's fault, in a sentence; undefined where they may be one's. */
export const unsteadinessOf = (scenarios: readonly Scenario[]): string | undefined => {
  // The exchanges of a whole run are many: they are read only where it matters.
  if (!scenarios.some(isEndedByFailure)) return undefined;
  const silence = silenceOf(scenarios);
  if (silence !== undefined) return silence;
  const all = scenarios.flatMap((scenario): Sent[] =>
    exchangesOf(scenario).map((exchange) => ({ exchange, rules: scenario.ruleIds })),
  );
  const failures = all.filter(({ exchange }) => hasFailed(exchange));
  if (failures.length === 0) return undefined;
  const taken = new Set(all.filter(({ exchange }) => !hasFailed(exchange)).map(({ exchange }) => kindOf(exchange)));
  const passing = failures.filter(({ exchange }) => taken.has(kindOf(exchange)));
  const rules = new Set(passing.flatMap((failure) => failure.rules));
  const methods = new Set(passing.map(({ exchange }) => exchange.request.method));
  if (rules.size < fewest.rules || methods.size < fewest.methods) return undefined;
  const statuses = [...new Set(failures.map(({ exchange }) => exchange.response.status))].toSorted();
  return `the server failed now and then: ${failures.length} of ${all.length} requests were answered ${statuses.join(' or ')}, and others like them were not`;
};
