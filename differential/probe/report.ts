// What a probe came to, in lines for a person.
import { optionsOf, type MatchingOptions } from './matching-options.ts';
import type { Finding } from '../../conformance/probe-register/index.ts';
import { ambiguities, unprobed } from './table/index.ts';

interface Report {
  readonly findings: readonly Finding[];
  readonly matching: MatchingOptions;
  readonly edition: string;
  readonly register: string;
  /** What was found before, so that a change can be reported. */
  readonly before: readonly Finding[];
  readonly ended: string | null;
}

const adviceOn = ({ id, reading }: Finding): string => {
  if (reading === null) return 'no option of the mock does this';
  const isOwn = ambiguities.some((one) => one.id === id && one.readings !== undefined);
  return isOwn ? reading : 'with the options below';
};

/** A finding in words: the question, what was seen, and, where it differs, what the mock does. */
const findingLines = (finding: Finding): readonly string[] => {
  const { id, question, observed, mock, verdict } = finding;
  if (verdict === 'agrees') return [`  ${id}  ${question} ${observed ?? ''}`];
  return [
    `  ${id}  ${question}`,
    `      server: ${observed ?? ''}`,
    `      mock:   ${mock ?? 'not known'} (${adviceOn(finding)})`,
  ];
};

const headings = { differs: 'The mock differs', agrees: 'Server and mock agree' } as const;

const decidedLines = (findings: readonly Finding[], verdict: keyof typeof headings): readonly string[] => {
  const own = findings.filter((one) => one.verdict === verdict);
  return own.length === 0 ? [] : [`${headings[verdict]} (${own.length}):`, ...own.flatMap(findingLines), ''];
};

const undecidedLine = ({ id, question, mock, undecided }: Finding): string =>
  `  ${id}  ${question} ${undecided?.reason ?? ''} (${undecided?.why ?? ''}); mock: ${mock ?? 'not known'}`;

const undecidedLines = (findings: readonly Finding[]): readonly string[] => {
  const own = findings.filter(({ verdict }) => verdict === 'undecided');
  return own.length === 0 ? [] : [`Undecided (${own.length}):`, ...own.map(undecidedLine), ''];
};

const unprobedLines = (): readonly string[] => [
  `Not probed (${unprobed.length}):`,
  ...unprobed.map(({ id, question, reason }) => `  ${id}  ${question} ${reason}`),
  '',
];

/** What was found otherwise before. */
const changeLines = ({ findings, before }: Report): readonly string[] =>
  findings.flatMap(({ id, observed }) => {
    const earlier = before.find((one) => one.id === id);
    return observed === null || earlier === undefined || earlier.observed === null || earlier.observed === observed
      ? []
      : [`changed     ${id}: it was '${earlier.observed}' on ${earlier.at.slice(0, 10)}`];
  });

const count = (findings: readonly Finding[], verdict: Finding['verdict']): number =>
  findings.filter((one) => one.verdict === verdict).length;

/** The command that starts a mock which answers as the target does. */
const commandFor = ({ matching, edition }: Pick<Report, 'matching' | 'edition'>): string =>
  `canvas-harness mock --edition ${edition} ${optionsOf(matching.reading)}`.trimEnd();

const agreeingMockLines = (report: Report): readonly string[] => {
  const { findings } = report;
  const left = findings.filter(({ verdict, reading }) => verdict === 'differs' && reading === null);
  return [
    `This mock agrees${left.length === 0 ? '' : ` except on ${left.map(({ id }) => id).join(', ')}`} (tried just now):`,
    `  ${commandFor(report)}`,
  ];
};

/** Everything that a probe has to say: first what differs, last what the whole came to. */
export const probeLines = (report: Report): readonly string[] => {
  const { findings, register, ended } = report;
  const [agrees, differs, open] = (['agrees', 'differs', 'undecided'] as const).map((one) => count(findings, one));
  return [
    ...decidedLines(findings, 'differs'),
    ...undecidedLines(findings),
    ...decidedLines(findings, 'agrees'),
    ...unprobedLines(),
    ...changeLines(report),
    ...(ended === null ? [] : [`ended early ${ended}`]),
    `PROBED: ${agrees} agree with the mock, ${differs} differ, ${open} undecided, ${unprobed.length} cannot be probed.`,
    `register    ${register}`,
    ...(findings.some(({ observed }) => observed !== null) ? agreeingMockLines(report) : []),
  ];
};
