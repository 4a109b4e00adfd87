// What a probe came to, in lines for a person.
import { optionsOf, type MatchingOptions } from './matching-options.ts';
import type { Finding } from '../../conformance/probe-register/index.ts';
import { ambiguities, unprobed } from './table/index.ts';

export interface Report {
  readonly findings: readonly Finding[];
  readonly matching: MatchingOptions;
  readonly edition: string;
  readonly register: string;
  /** What was found before, so that a change can be reported. */
  readonly before: readonly Finding[];
  readonly ended: string | null;
}

const toText = (value: string | null): string => value ?? '-';

const row = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();

const words = ({ id, verdict, reading }: Finding): string => {
  if (verdict !== 'differs') return verdict;
  if (reading !== null && !ambiguities.some((one) => one.id === id && one.readings !== undefined))
    return 'differs: with the options below';
  return reading === null ? 'differs: the mock has no reading like this' : `differs: ${reading}`;
};

const tableLines = (findings: readonly Finding[]): readonly string[] => {
  const rows = [
    ['ambiguity', 'observed', 'mock', ''],
    ...findings.map((one) => [one.id, toText(one.observed), toText(one.mock), words(one)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) => row(cells, widths));
};

const undecidedLines = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ id, undecided }) =>
    undecided === null ? [] : [`undecided   ${id} (${undecided.why}): ${undecided.reason}`],
  );

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
export const commandFor = ({ matching, edition }: Pick<Report, 'matching' | 'edition'>): string =>
  `canvas-harness mock --edition ${edition} ${optionsOf(matching.reading)}`.trimEnd();

const agreeingMockLines = (report: Report): readonly string[] => {
  const { findings } = report;
  const left = findings.filter(({ verdict, reading }) => verdict === 'differs' && reading === null);
  return [
    `a mock that agrees${left.length === 0 ? '' : ` but for ${left.map(({ id }) => id).join(', ')}`}, as was tried:`,
    `  ${commandFor(report)}`,
  ];
};

/** Everything that a probe has to say. */
export const probeLines = (report: Report): readonly string[] => {
  const { findings, register, ended } = report;
  const [agrees, differs, open] = (['agrees', 'differs', 'undecided'] as const).map((one) => count(findings, one));
  return [
    ...tableLines(findings),
    '',
    ...undecidedLines(findings),
    ...unprobed.map(({ id, reason }) => `not probed  ${id}: ${reason}`),
    ...changeLines(report),
    ...(ended === null ? [] : [`ended early ${ended}`]),
    `PROBED: ${agrees} agree with the mock, ${differs} differ, ${open} undecided, ${unprobed.length} cannot be probed.`,
    `register    ${register}`,
    ...(findings.some(({ observed }) => observed !== null) ? agreeingMockLines(report) : []),
  ];
};
