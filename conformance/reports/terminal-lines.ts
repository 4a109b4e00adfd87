// The result of a run for a terminal: the verdict in one line, the two figures, what is wrong and what to do next.
import type { MatchLevel } from '../../schemas/rules/rule.ts';
import { deviationsTemplate, removalCommand } from '../deviations/index.ts';
import { otherEdition, tableFor, type VerdictDocument, type RuleVerdict } from '../verdict/index.ts';
import { headline } from './headline.ts';
import { probesLine } from './probes.ts';
import { textOfValue } from './labels.ts';

const share = (value: number | null): string => (value === null ? '' : ` (${(value * 100).toFixed(1)} %)`);

/** The two figures, one line each. */
const figureLines = ({ divergence, coverage, target }: VerdictDocument): readonly string[] => [
  `divergence  ${divergence.violated} of ${divergence.exercised} exercised ${tableFor(target).many} violated${share(divergence.share)}`,
  `coverage    ${coverage.exercised} of ${coverage.applicable} applicable ${tableFor(target).many} exercised${share(coverage.share)}`,
];

const shortText = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : textOfValue(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

const matchWords: Readonly<Record<MatchLevel, string>> = {
  exact: 'the documented words, to the letter',
  template: 'the documented words, in any case and punctuation',
  structural: 'the documented status and issue code, in any words',
  refused: 'a refusal (4xx with an OperationOutcome), whatever its words',
};

const violation = ({ id, statement, match, matters, remedy, scenarios }: RuleVerdict): readonly string[] => [
  `violated  ${id}`,
  `          ${statement}`,
  ...(match === undefined ? [] : [`          held to: ${matchWords[match]}`]),
  ...(matters === undefined ? [] : [`          on live: ${matters}`]),
  ...(remedy === undefined ? [] : [`          instead: ${remedy}`]),
  ...scenarios
    .filter(({ result }) => result === 'violated')
    .flatMap(({ at, name, mismatches = [] }) => [
      `          ${at}  ${name}`,
      ...mismatches.flatMap(({ what, expected, actual }) => [
        `            ${what.split('\n')[0] ?? ''}`,
        ...(expected === undefined
          ? []
          : [`            expected  ${shortText(expected)}`, `            actual    ${shortText(actual)}`]),
      ]),
    ]),
];

const baseline = (verdict: VerdictDocument): readonly string[] => {
  const { stale, knownDeviations } = verdict;
  const template = deviationsTemplate(verdict);
  return [
    ...(template === ''
      ? []
      : [
          '',
          'To accept these as known deviations (--known-deviations <file>), fill in and keep:',
          '',
          template.trimEnd(),
        ]),
    ...(stale.length === 0
      ? []
      : ['', 'Take the stale entries out with:', `  ${removalCommand(knownDeviations.file ?? '<file>', stale)}`]),
  ];
};

/** What no rule speaks of, and what a live target reads otherwise than the suite asserts, as a decision record allows. */
const observedLines = ({ observations = [], rules }: VerdictDocument): readonly string[] => [
  ...observations.map((sentence) => `observed    ${sentence}`),
  ...rules
    .filter(({ observation, reason }) => observation === 'differently' && reason !== undefined)
    .map(({ id, reason }) => `observed    ${id}: ${reason ?? ''}`),
];

/** That the target may run another version of the framework than the one which the scenarios quote. */
const frameworkLine = ({ rules }: VerdictDocument): readonly string[] => {
  const count = rules.filter(({ basis, observation }) => basis === 'framework' && observation === 'differently').length;
  return count === 0
    ? []
    : [
        `framework   ${count} observed otherwise than in framework 1.5, which the scenarios quote: probe tells the version`,
      ];
};

/** That the violations fit another edition better. */
const editionLine = ({ edition, rules }: VerdictDocument): readonly string[] => {
  const hint = otherEdition(edition, rules);
  return hint === undefined ? [] : [`edition     ${hint}`];
};

/** Everything a person needs to see at the end of a run. */
export const resultLines = (verdict: VerdictDocument, folder: string): readonly string[] => [
  ...verdict.rules.filter(({ verdict: word }) => word === 'violated').flatMap((rule) => [...violation(rule), '']),
  headline(verdict),
  ...figureLines(verdict),
  ...(verdict.conclusion === 'conformant' || verdict.conclusion === 'divergent'
    ? []
    : verdict.because.slice(0, 20).map((reason) => `because     ${reason}`)),
  ...observedLines(verdict),
  ...frameworkLine(verdict),
  ...editionLine(verdict),
  ...probesLine(verdict),
  `reports     ${folder}`,
  ...baseline(verdict),
];
