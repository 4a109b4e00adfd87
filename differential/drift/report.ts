// What a drift came to: lines for a person, and a document for a program.
import { issueIn } from '../../schemas/issue.ts';
import { named } from './named.ts';
import { curlOf } from './curl.ts';
import { gherkinOf } from './gherkin.ts';
import type { Exclusion } from './exclude.ts';
import type { Finding, Hunt } from './find-differences.ts';

export interface DriftDocument {
  readonly against: string;
  readonly edition: string;
  readonly seed: number | null;
  /** Scripts that were performed on both sides, */
  readonly scripts: number;
  /** of so many. */
  readonly of: number;
  /** Calls that were made on both sides, and those that could be made on one alone. */
  readonly compared: number;
  readonly uncompared: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly excluded: readonly (Exclusion & { readonly times: number })[];
  readonly ended: string | null;
  readonly findings: readonly FindingDocument[];
}

interface FindingDocument {
  readonly rules: readonly string[];
  readonly certainty: Finding['certainty'];
  readonly asIf: readonly string[];
  /** What the mock has to be told to agree, where that is a setting; else null. */
  readonly setting: string | null;
  readonly where: string;
  readonly mock: unknown;
  readonly other: unknown;
  readonly seenIn: string;
  readonly times: number;
  readonly calls: Finding['script']['calls'];
  readonly curl: string;
  readonly scenario: string;
}

/** Whom the commands name: people of the other side, or of a mock where those are hidden in a recording. */
const askedOf = ({ script, mock, other }: Finding['comparison']): Finding['comparison']['other'] =>
  script.calls.some(({ taped }) => taped !== undefined) ? mock : other;

/** A finding with its requests as curl and as a scenario. */
export const documentOf = (finding: Finding): FindingDocument => {
  const { rules, certainty, asIf, difference, seenIn, times, script, comparison } = finding;
  return {
    rules,
    certainty,
    asIf: asIf.slice(0, 3),
    setting: finding.setting ?? null,
    where: difference.where,
    mock: difference.mock ?? null,
    other: difference.other ?? null,
    seenIn,
    times,
    calls: script.calls,
    curl: curlOf(script, askedOf(comparison)),
    scenario: gherkinOf(finding),
  };
};

const shown = (value: unknown): string => {
  const text = value === undefined ? '(absent)' : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
};

const indented = (text: string): readonly string[] => text.split('\n').map((line) => `      ${line}`);

const refusalOf = ({ comparison, difference: { call, where } }: Finding, side: 'ours' | 'theirs'): string => {
  const { text } = issueIn(comparison[side][call]?.body);
  return where === 'HTTP status' && text !== '' ? ` ${text}` : '';
};

const findingLines = (finding: Finding, number: number): readonly string[] => {
  const { rules, certainty, asIf, difference, seenIn, times } = finding;
  const { where, mock, other } = difference;
  const [first = 'no rule of the table', ...others] = rules;
  return [
    '',
    `${number}. ${first}: ${where}`,
    `   mock        ${named(shown(mock), finding)}${refusalOf(finding, 'ours')}`,
    `   other side  ${named(shown(other), finding)}${refusalOf(finding, 'theirs')}`,
    ...(certainty === 'exactly' ? [`   proven      a mock so bent answers alike: ${asIf.slice(0, 3).join('; ')}`] : []),
    ...(certainty === 'place'
      ? [`   likely      a mock so bent differs at this place: ${asIf.slice(0, 3).join('; ')}`]
      : []),
    ...(others.length > 0 ? [`   or          ${others.join(', ')}`] : []),
    `   seen in     ${seenIn}${times > 1 ? `, ${times} times in all` : ''}`,
    '   as curl',
    ...indented(curlOf(finding.script, askedOf(finding.comparison))),
    '   as a scenario',
    ...indented(gherkinOf(finding)),
  ];
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Never says that nothing differs where not everything was compared. */
const headline = ({ findings, scripts, ended, compared }: Hunt, against: string, all: number): string => {
  const count = counted(findings.length, 'difference');
  if (ended !== undefined)
    return `INCOMPLETE: ${count} in ${scripts} of ${counted(all, 'script')} against ${against}; the others were not compared.`;
  if (compared === 0) return `INCOMPLETE: nothing could be compared with ${against}.`;
  return `${findings.length === 0 ? 'NO DRIFT' : 'DRIFT'}: ${count} in ${counted(scripts, 'script')} against ${against}.`;
};

/** The findings and what they rest on, for a person. */
export const driftLines = (
  hunt: Hunt,
  against: string,
  { of, leftOut, excluded }: Pick<DriftDocument, 'of' | 'leftOut' | 'excluded'>,
): readonly string[] => [
  ...hunt.findings.flatMap((finding, index) => findingLines(finding, index + 1)),
  ...(hunt.findings.length > 0 ? [''] : []),
  headline(hunt, against, of),
  ...(hunt.uncompared === 0
    ? []
    : [`not asked   ${hunt.uncompared} of ${hunt.compared + hunt.uncompared} calls: one side lacks what they name`]),
  ...Object.entries(leftOut).map(([why, count]) => `left out    ${count} scenarios: ${why}`),
  ...excluded.map(({ path, reason, times }) => `excluded    ${path}, ${times} times: ${reason}`),
  ...(hunt.ended === undefined ? [] : [`ended early ${hunt.ended}`]),
];
