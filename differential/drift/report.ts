// What a drift came to: lines for a person, and a document for a program.
import { issueIn } from '../../schemas/issue.ts';
import { isRuleId, ruleOf } from '../../schemas/rules/index.ts';
import type { Target } from '../../targets/index.ts';
import { inCastNames } from '../requests/index.ts';
import { curlOf } from './curl.ts';
import { gherkinOf } from './gherkin.ts';
import type { Exclusion } from './exclude.ts';
import type { FoundDifferences } from './find-differences.ts';
import type { Finding } from './finding.ts';
import { counted, openLine, type OpenDocument } from './open-report.ts';

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
  /** Why not every finding is as small as it could be, or null. */
  readonly unshrunk: string | null;
  /** What stands against what the documents state, show or say elsewhere. */
  readonly findings: readonly FindingDocument[];
  /** What the documents leave open, by kind. */
  readonly open: readonly OpenDocument[];
}

interface FindingDocument {
  readonly rules: readonly string[];
  /** What the first rule says, and where that is documented; null where the difference belongs to no rule. */
  readonly statement: string | null;
  readonly source: string | null;
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

/** Whose people the commands name: the counterpart's, or the mock's where a recording has hidden those. */
const targetOf = ({ script, mock, counterpart }: Finding['comparison']): Target =>
  script.calls.some(({ taped }) => taped !== undefined) ? mock.target : counterpart.target;

/** Where the first rule of a finding is documented, and how firmly. */
const sourceOf = ({ rules: [first = ''] }: Finding): string | undefined => {
  if (!isRuleId(first)) return undefined;
  const { basis, source } = ruleOf(first);
  return `${basis}: ${source.document}, ${source.at}`;
};

/** A finding with its requests as curl and as a scenario. */
export const documentOf = (finding: Finding): FindingDocument => {
  const { rules, certainty, asIf, difference, seenIn, times, script, comparison } = finding;
  const [first = ''] = rules;
  return {
    rules,
    statement: isRuleId(first) ? ruleOf(first).statement : null,
    source: sourceOf(finding) ?? null,
    certainty,
    asIf: asIf.slice(0, 3),
    setting: finding.setting ?? null,
    where: difference.where,
    mock: difference.mock ?? null,
    other: difference.counterpart ?? null,
    seenIn,
    times,
    calls: script.calls,
    curl: curlOf(script, targetOf(comparison)),
    scenario: gherkinOf(finding),
  };
};

const shortened = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 3)}...` : text;

const toText = (value: unknown): string => (value === undefined ? '(absent)' : JSON.stringify(value));

const indent = (text: string): readonly string[] => text.split('\n').map((line) => `      ${line}`);

const refusalOf = ({ comparison, difference: { call, where } }: Finding, side: 'mock' | 'counterpart'): string => {
  const { text } = issueIn(comparison[side].outcomes[call]?.body);
  return where === 'HTTP status' && text !== '' ? ` ${text}` : '';
};

/** A value as it is shown, with the people by their names in the suite. */
const viewOn =
  ({ comparison: { mock, counterpart } }: Finding, length: number): ((value: unknown) => string) =>
  (value) =>
    shortened(inCastNames(toText(value), [counterpart.target.cast, mock.target.cast], String), length);

const nameOf = ({ rules: [first = 'no rule of the table'], difference: { where } }: Finding): string =>
  `${first}: ${where}`;

/** The request whose answers differ, without what changes from run to run. */
const requestOf = ({ script, difference: { call } }: Finding): string => {
  const { method = '', path = '' } = script.calls[call] ?? {};
  return `${method} ${shortened(path.replace(/\{\d+:[^{}]*\}/g, '{id}'), 60)}`;
};

const shortLine = (finding: Finding, number: number): string => {
  const { mock, counterpart } = finding.difference;
  const view = viewOn(finding, 60);
  return `  ${number}  ${nameOf(finding)}, expected ${view(mock)}, actual ${view(counterpart)} (${requestOf(finding)})`;
};

/** How sure the rule is. */
const certaintyLine = ({ certainty, asIf }: Finding): string => {
  const known = asIf.slice(0, 3).join('; ');
  if (certainty === 'exactly') return `   proven      a mock with this fault answers alike: ${known}`;
  return certainty === 'place'
    ? `   likely      a mock with this fault differs at this place: ${known}`
    : '   not proven  no known fault answers so: the request and the place speak of this rule';
};

const findingLines = (finding: Finding, number: number): readonly string[] => {
  const { rules, difference, seenIn, times } = finding;
  const { mock, counterpart } = difference;
  const view = viewOn(finding, 160);
  const [first = '', ...others] = rules;
  const source = sourceOf(finding);
  return [
    '',
    `${number}. ${nameOf(finding)}`,
    ...(isRuleId(first) ? [`   rule        ${ruleOf(first).statement}`] : []),
    ...(source === undefined ? [] : [`   source      ${source}`]),
    `   request     ${requestOf(finding)}`,
    `   expected    ${view(mock)}${refusalOf(finding, 'mock')}`,
    `   actual      ${view(counterpart)}${refusalOf(finding, 'counterpart')}`,
    certaintyLine(finding),
    ...(others.length > 0 ? [`   or          ${others.join(', ')}`] : []),
    `   seen in     ${seenIn}${times > 1 ? `, ${times} times in all` : ''}`,
    '   as curl',
    ...indent(curlOf(finding.script, targetOf(finding.comparison))),
    '   as a scenario',
    ...indent(gherkinOf(finding)),
  ];
};

const openCount = (open: FoundDifferences['open']): string =>
  open.length === 0 ? '' : `; ${counted(open.length, 'kind')} of point that the documents leave open`;

/** Never says that nothing differs where not everything was compared. */
const headline = (
  { findings, open, scripts, ended, compared }: FoundDifferences,
  against: string,
  all: number,
): string => {
  const count = counted(findings.length, 'difference');
  if (ended !== undefined)
    return `INCOMPLETE: ${count} in ${scripts} of ${counted(all, 'script')} against ${against}; the others were not compared${openCount(open)}.`;
  if (compared === 0) return `INCOMPLETE: nothing could be compared with ${against}.`;
  return `${findings.length === 0 ? 'NO DRIFT' : 'DRIFT'}: ${count} in ${counted(scripts, 'script')} against ${against}${openCount(open)}.`;
};

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title} (${lines.length}):`, ...lines, ''];

/** The findings and what they rest on, for a person: what stands against the documents first, then what they leave open. */
export const driftLines = (
  found: FoundDifferences,
  against: string,
  { of, leftOut, excluded }: Pick<DriftDocument, 'of' | 'leftOut' | 'excluded'>,
): readonly string[] => [
  ...section(
    'Against the documents',
    found.findings.map((finding, index) => shortLine(finding, index + 1)),
  ),
  ...section('Left open by the documents', found.open.map(openLine)),
  ...found.findings.flatMap((finding, index) => findingLines(finding, index + 1)),
  ...(found.findings.length > 0 ? [''] : []),
  headline(found, against, of),
  ...(found.uncompared === 0
    ? []
    : [`not asked   ${found.uncompared} of ${found.compared + found.uncompared} calls: one side lacks what they name`]),
  ...Object.entries(leftOut).map(([why, count]) => `left out    ${count} scenarios: ${why}`),
  ...excluded.map(({ path, reason, times }) => `excluded    ${path}, ${times} times: ${reason}`),
  ...(found.unshrunk === undefined ? [] : [`not shrunk  some of them: ${found.unshrunk}`]),
  ...(found.ended === undefined ? [] : [`ended early ${found.ended}`]),
];
