// What a drift came to: lines for a person, and a document for a program.
import { issueIn } from '../issue.ts';
import { named } from './named.ts';
import { curlOf } from './curl.ts';
import { gherkinOf } from './gherkin.ts';
import type { Exclusion } from './exclude.ts';
import type { Finding, Hunt } from './hunt.ts';

export interface DriftDocument {
  readonly against: string;
  readonly edition: string;
  readonly seed: number | null;
  readonly scripts: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly excluded: readonly (Exclusion & { readonly times: number })[];
  readonly ended: string | null;
  readonly findings: readonly FindingDocument[];
}

interface FindingDocument {
  readonly rules: readonly string[];
  readonly certainty: Finding['certainty'];
  readonly asIf: readonly string[];
  readonly where: string;
  readonly mock: unknown;
  readonly other: unknown;
  readonly seenIn: string;
  readonly times: number;
  readonly calls: Finding['script']['calls'];
  readonly curl: string;
  readonly scenario: string;
}

/** A finding with its requests as curl and as a scenario. */
export const documentOf = (finding: Finding): FindingDocument => {
  const { rules, certainty, asIf, difference, seenIn, times, script, comparison } = finding;
  return {
    rules,
    certainty,
    asIf: asIf.slice(0, 3),
    where: difference.where,
    mock: difference.mock ?? null,
    other: difference.other ?? null,
    seenIn,
    times,
    calls: script.calls,
    curl: curlOf(script, comparison.other),
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
    ...indented(curlOf(finding.script, finding.comparison.other)),
    '   as a scenario',
    ...indented(gherkinOf(finding)),
  ];
};

/** The findings and what they rest on, for a person. */
export const driftLines = (
  { findings, scripts, ended }: Hunt,
  against: string,
  { leftOut, excluded }: Pick<DriftDocument, 'leftOut' | 'excluded'>,
): readonly string[] => [
  ...findings.flatMap((finding, index) => findingLines(finding, index + 1)),
  ...(findings.length > 0 ? [''] : []),
  `${findings.length === 0 ? 'NO DRIFT' : 'DRIFT'}: ${findings.length} ${findings.length === 1 ? 'difference' : 'differences'} in ${scripts} scripts against ${against}.`,
  ...Object.entries(leftOut).map(([why, count]) => `left out    ${count} scenarios: ${why}`),
  ...excluded.map(({ path, reason, times }) => `excluded    ${path}, ${times} times: ${reason}`),
  ...(ended === undefined ? [] : [`ended early ${ended}`]),
];
