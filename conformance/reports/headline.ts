// The verdict in one line.
import type { VerdictDocument } from '../verdict/index.ts';
import { percentage } from './labels.ts';

const ofServers: Readonly<Record<VerdictDocument['conclusion'], string>> = {
  conformant: 'conforms to',
  divergent: 'diverges from',
  inconclusive: 'was not put to a conclusive test of',
  stale: 'no longer shows every known deviation from',
  usage: 'was not tested against',
  configuration: 'could not be tested against',
  stopped: 'was not fully tested (a safety limit stopped the run) against',
};

const ofClients: typeof ofServers = {
  conformant: 'meets its obligations under',
  divergent: 'breaks obligations under',
  inconclusive: 'was not put to a conclusive test of its obligations under',
  stale: 'no longer shows every known deviation from its obligations under',
  usage: 'was not examined against',
  configuration: 'could not be examined against',
  stopped: 'was not fully examined against',
};

/** What the target is called in a sentence. */
const targetName = ({ target }: Pick<VerdictDocument, 'target'>): string =>
  ({ mock: 'The mock', live: target.baseUrl, client: `The client (${target.baseUrl})` })[target.kind];

/** True where nothing speaks against the target, but not everything that applies was exercised. */
export const isPartial = ({ conclusion, coverage }: Pick<VerdictDocument, 'conclusion' | 'coverage'>): boolean =>
  conclusion === 'conformant' && coverage.exercised < coverage.applicable;

/** How many refusals came in other words than the page has, where it has any; each scenario counted once. */
const rewordedIn = ({ rules, unattributed }: VerdictDocument): number => {
  const worded = rules.filter(({ match }) => match !== 'refused');
  const scenarios = [...worded.flatMap((rule) => rule.scenarios), ...unattributed];
  const counts = new Map(scenarios.map(({ at, reworded = [] }) => [at, reworded.length]));
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
};

/** The verdict in one line. */
export const headline = (verdict: VerdictDocument): string => {
  const { conclusion, edition, counts, coverage } = verdict;
  const reworded = rewordedIn(verdict);
  const sentences = verdict.target.kind === 'client' ? ofClients : ofServers;
  const notes = [
    ...(counts.violated > 0 ? [`${counts.violated} violated`] : []),
    ...(counts['known-deviation'] > 0
      ? [`${counts['known-deviation']} known ${counts['known-deviation'] === 1 ? 'deviation' : 'deviations'}`]
      : []),
    ...(counts.inconclusive > 0 ? [`${counts.inconclusive} inconclusive`] : []),
    ...(reworded > 0 ? [`${reworded} ${reworded === 1 ? 'refusal' : 'refusals'} worded otherwise`] : []),
  ];
  const isPart = isPartial(verdict);
  const word = isPart ? `PARTIAL (${percentage(coverage.share)} covered)` : conclusion.toUpperCase();
  const inPart = isPart ? ' in what was exercised' : '';
  const rest = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${word}: ${targetName(verdict)} ${sentences[conclusion]} the edition of ${edition}${inPart}${rest}.`;
};
